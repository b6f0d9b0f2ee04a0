//! A picture as PNG, from the SVG that the charts are. It reads no files: the font is built in, and nothing else is looked up.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::font;
use super::palette::{self, Indexed};

/// Pixels for each unit of the SVG: twice as many as Discord shows a picture with, so that it is sharp on fine screens.
const SCALE: f32 = 1.5;

/// The most pixels of a side.
const MOST_PIXELS: u32 = 8_192;

/// Why a picture cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The text is no SVG.
    #[error("the picture is no SVG: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// The picture is too large to be painted, or has no size.
    #[error("a picture of {0} × {1} pixels cannot be painted")]
    Size(u32, u32),
    /// The painted picture cannot be encoded.
    #[error("the picture cannot be encoded as PNG: {0}")]
    Encode(#[from] png::EncodingError),
}

/// The font, parsed once for all pictures.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for file in font::FILES {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(file)));
    }
    Arc::new(fonts)
});

/// The picture as PNG, three pixels for two units of the SVG.
pub fn png(svg: &str) -> Result<Vec<u8>, PngError> {
    let tree = tree(svg)?;
    let size = tree.size().to_int_size().scale_by(SCALE);
    let size = size.ok_or(PngError::Size(0, 0))?;
    let (width, height) = (size.width(), size.height());
    let fits = width <= MOST_PIXELS && height <= MOST_PIXELS;
    let painted = fits.then(|| Pixmap::new(width, height)).flatten();
    let mut pixmap = painted.ok_or(PngError::Size(width, height))?;
    resvg::render(
        &tree,
        Transform::from_scale(SCALE, SCALE),
        &mut pixmap.as_mut(),
    );
    Ok(encoded(&pixmap)?)
}

/// The painted picture with a palette, or, where it has too many colours for one, with the colour of every pixel.
fn encoded(pixmap: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let Some(Indexed { palette, pixels }) = palette::indexed(pixmap.pixels()) else {
        return pixmap.encode_png();
    };
    let colours = palette.iter().map(PremultipliedColorU8::demultiply);
    let (mut rgb, mut alpha) = (Vec::new(), Vec::new());
    for colour in colours {
        rgb.extend([colour.red(), colour.green(), colour.blue()]);
        alpha.push(colour.alpha());
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(rgb);
    encoder.set_trns(alpha);
    // The stronger ones take ten times as long for a fifth of the size.
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// The SVG, read and with its texts laid out.
pub(super) fn tree(svg: &str) -> Result<Tree, resvg::usvg::Error> {
    let options = Options {
        font_family: font::FAMILY.to_owned(),
        fontdb: Arc::clone(&FONTS),
        ..Options::default()
    };
    Tree::from_str(svg, &options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_becomes_a_png() {
        let bytes =
            png("<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'/>").unwrap();
        assert_eq!(bytes.get(..8), Some(b"\x89PNG\r\n\x1a\n".as_slice()));
        assert_eq!(
            bytes.get(16..24),
            Some([0, 0, 0, 45, 0, 0, 0, 30].as_slice())
        );
    }

    #[test]
    fn what_cannot_be_painted_is_an_error() {
        let check = |svg: &str, expected: &str| {
            let said = png(svg).map(|_| ()).unwrap_err().to_string();
            assert!(said.starts_with(expected), "{said}");
        };
        check("a lighthouse", "the picture is no SVG: ");
        check(
            "<svg xmlns='http://www.w3.org/2000/svg' width='90000' height='20'/>",
            "a picture of 135000 × 30 pixels cannot be painted",
        );
    }
}
