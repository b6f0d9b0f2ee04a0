//! The colours of a picture as a palette: charts have few, and one byte a pixel is written several times faster than four.

use std::collections::HashMap;

use resvg::tiny_skia::PremultipliedColorU8;

type Colour = PremultipliedColorU8;

/// The most colours of a palette.
const MOST: usize = 256;

/// A picture as places in a list of colours.
pub(super) struct Indexed {
    /// The colours, at most 256.
    pub(super) palette: Vec<Colour>,
    /// For each pixel the place of its colour.
    pub(super) pixels: Vec<u8>,
}

/// The picture with a palette. Frequent colours are kept exactly; of the many on the edges of letters those that look alike become one.
pub(super) fn indexed(pixels: &[Colour]) -> Option<Indexed> {
    let colours = by_frequency(pixels);
    // Fewer and fewer bits of a channel tell colours apart, until there are few enough.
    let (palette, places) = (4..=8).rev().find_map(|bits| joined(&colours, bits))?;
    let mut indexed = Vec::with_capacity(pixels.len());
    for run in pixels.chunk_by(PartialEq::eq) {
        let place = places.get(&key(*run.first()?, 8)).copied()?;
        indexed.resize(indexed.len() + run.len(), place);
    }
    Some(Indexed {
        palette,
        pixels: indexed,
    })
}

/// All colours, the most frequent first.
fn by_frequency(pixels: &[Colour]) -> Vec<Colour> {
    let mut counts: HashMap<u32, (Colour, usize)> = HashMap::new();
    for run in pixels.chunk_by(PartialEq::eq) {
        if let Some(colour) = run.first() {
            counts.entry(key(*colour, 8)).or_insert((*colour, 0)).1 += run.len();
        }
    }
    let mut counts: Vec<(Colour, usize)> = counts.into_values().collect();
    counts.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), key(*colour, 8)));
    counts.into_iter().map(|(colour, _)| colour).collect()
}

/// A palette where the first of all colours that agree in so many bits stands for them; nothing if it gets too long.
fn joined(colours: &[Colour], bits: u32) -> Option<(Vec<Colour>, HashMap<u32, u8>)> {
    let mut palette = Vec::new();
    let mut rough: HashMap<u32, u8> = HashMap::new();
    let mut places = HashMap::with_capacity(colours.len());
    for colour in colours {
        let place = match rough.get(&key(*colour, bits)) {
            Some(place) => *place,
            None if palette.len() == MOST => return None,
            None => {
                let place = u8::try_from(palette.len()).ok()?;
                rough.insert(key(*colour, bits), place);
                palette.push(*colour);
                place
            }
        };
        places.insert(key(*colour, 8), place);
    }
    Some((palette, places))
}

/// The upper bits of the four channels.
fn key(colour: Colour, bits: u32) -> u32 {
    let channel = |value: u8| u32::from(value) >> (8 - bits);
    let channels = [colour.red(), colour.green(), colour.blue(), colour.alpha()];
    channels
        .into_iter()
        .fold(0, |key, value| (key << 8) | channel(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(value: u8) -> Colour {
        Colour::from_rgba(value, value, value, 255).unwrap()
    }

    #[test]
    fn few_colours_stay_as_they_are() {
        let pixels = [grey(3), grey(9), grey(9), grey(3), grey(200)];
        let indexed = indexed(&pixels).unwrap();
        let back: Vec<Colour> = indexed
            .pixels
            .iter()
            .map(|at| indexed.palette[usize::from(*at)])
            .collect();
        assert_eq!(back, pixels);
    }

    #[test]
    fn of_many_colours_the_frequent_ones_stay() {
        let many = (0..=255).flat_map(|red| {
            (0..8).map(move |green| Colour::from_rgba(red, green * 30, 7, 255).unwrap())
        });
        let mut pixels = vec![grey(77); 1_000];
        pixels.extend(many);
        let indexed = indexed(&pixels).unwrap();
        assert_eq!(indexed.pixels.len(), pixels.len());
        assert!(indexed.palette.len() <= MOST);
        assert_eq!(indexed.palette.first(), Some(&grey(77)));
    }

    #[test]
    fn too_many_unlike_colours_have_no_palette() {
        let step = |n: u8| n * 16;
        let all = (0..16).flat_map(|a| (0..16).flat_map(move |b| (0..16).map(move |c| (a, b, c))));
        let pixels: Vec<Colour> = all
            .map(|(a, b, c)| Colour::from_rgba(step(a), step(b), step(c), 255).unwrap())
            .collect();
        assert!(indexed(&pixels).is_none());
    }
}
