//! Limited-memory BFGS: minimises a smooth function from its value and gradient (Nocedal & Wright, Numerical Optimization, 7.2).

/// Steps that gain a smaller part of the value than this are the last.
const ENOUGH: f64 = 1e-6;
/// How many steps are remembered.
const MEMORY: usize = 20;

/// Minimises from a start; `step` gives the value and the gradient at a point.
pub(crate) fn minimise(
    start: Vec<f64>,
    most: usize,
    mut step: impl FnMut(&[f64]) -> (f64, Vec<f64>),
) -> Vec<f64> {
    let mut at = start;
    let (mut value, mut slope) = step(&at);
    let mut pairs: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    for _ in 0..most {
        let way = direction(&slope, &pairs);
        let downhill = dot(&way, &slope);
        if downhill > -1e-9 {
            break;
        }
        let mut size = if pairs.is_empty() {
            1.0 / norm(&slope).max(1.0)
        } else {
            1.0
        };
        let mut found = None;
        for _ in 0..30 {
            let next: Vec<f64> = at.iter().zip(&way).map(|(x, d)| x + size * d).collect();
            let (next_value, next_slope) = step(&next);
            if next_value <= value + 1e-4 * size * downhill {
                found = Some((next, next_value, next_slope));
                break;
            }
            size *= 0.5;
        }
        let Some((next, next_value, next_slope)) = found else {
            break;
        };
        let moved: Vec<f64> = next.iter().zip(&at).map(|(a, b)| a - b).collect();
        let turned: Vec<f64> = next_slope.iter().zip(&slope).map(|(a, b)| a - b).collect();
        let curve = dot(&moved, &turned);
        if curve > 1e-10 {
            pairs.push((moved, turned, 1.0 / curve));
            if pairs.len() > MEMORY {
                pairs.remove(0);
            }
        }
        let gain = value - next_value;
        (at, value, slope) = (next, next_value, next_slope);
        if gain < ENOUGH * value.abs() {
            break;
        }
    }
    at
}

fn direction(slope: &[f64], pairs: &[(Vec<f64>, Vec<f64>, f64)]) -> Vec<f64> {
    let mut way: Vec<f64> = slope.iter().map(|x| -x).collect();
    let mut kept = Vec::with_capacity(pairs.len());
    for (moved, turned, rho) in pairs.iter().rev() {
        let alpha = rho * dot(moved, &way);
        add(&mut way, -alpha, turned);
        kept.push(alpha);
    }
    if let Some((moved, turned, _)) = pairs.last() {
        let scale = dot(moved, turned) / dot(turned, turned);
        for x in &mut way {
            *x *= scale;
        }
    }
    for ((moved, turned, rho), alpha) in pairs.iter().zip(kept.iter().rev()) {
        let beta = rho * dot(turned, &way);
        add(&mut way, alpha - beta, moved);
    }
    way
}

fn add(to: &mut [f64], factor: f64, of: &[f64]) {
    for (x, y) in to.iter_mut().zip(of) {
        *x += factor * y;
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}
