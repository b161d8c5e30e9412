//! How often the intervals of intrinsic dimensions hold the dimension: manifolds closed and with edges, flat and bent.

use crate::support::{call, matrix, read};
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

const ESTIMATES: [&str; 3] = ["twoNearest", "maximumLikelihood", "correlation"];

/// A point on a manifold of dimension d.
type Draw = fn(&mut Stream, usize) -> Vec<f64>;

fn sphere(stream: &mut Stream, d: usize) -> Vec<f64> {
    let x: Vec<f64> = (0..=d).map(|_| stream.normal()).collect();
    let length = f64::sqrt(x.iter().map(|x| x * x).sum());
    x.into_iter().map(|x| x / length).collect()
}

fn torus(stream: &mut Stream, d: usize) -> Vec<f64> {
    let angles = (0..d).map(|_| std::f64::consts::TAU * stream.uniform());
    angles.flat_map(|a| [libm::cos(a), libm::sin(a)]).collect()
}

fn cube(stream: &mut Stream, d: usize) -> Vec<f64> {
    (0..d).map(|_| stream.uniform()).collect()
}

fn cloud(stream: &mut Stream, d: usize) -> Vec<f64> {
    (0..d).map(|_| stream.normal()).collect()
}

fn swiss_roll(stream: &mut Stream, d: usize) -> Vec<f64> {
    let t = 1.5 * std::f64::consts::PI * (1.0 + 2.0 * stream.uniform());
    let roll = [t * libm::cos(t), t * libm::sin(t)];
    roll.into_iter().chain((1..d).map(|_| 21.0 * stream.uniform())).collect()
}

/// A torus in twice as many columns, with noise well below the distances of neighbours.
fn noisy(stream: &mut Stream, d: usize) -> Vec<f64> {
    let mut x = torus(stream, d);
    x.resize(4 * d, 0.0);
    x.into_iter().map(|x| x + 2e-5 * stream.normal()).collect()
}

/// A circle in four columns, with noise as large as the distances of neighbours.
fn fuzzy_circle(stream: &mut Stream, _: usize) -> Vec<f64> {
    let mut x = torus(stream, 1);
    x.resize(4, 0.0);
    x.into_iter().map(|x| x + 1e-2 * stream.normal()).collect()
}

fn points(seed: u64, n: usize, d: usize, draw: Draw) -> Value {
    let mut stream = Stream::new(seed, 3);
    let data: Vec<f64> = (0..n).flat_map(|_| draw(&mut stream, d)).collect();
    let columns = data.len() / n;
    matrix(data, columns)
}

fn holds(answer: &Value, name: &str, d: usize) -> bool {
    let Some(Value::List(ends)) = answer.get(name).and_then(|found| found.get("interval")) else {
        return false;
    };
    match ends[..] {
        [Value::Number(low), Value::Number(high)] => low <= d as f64 && d as f64 <= high,
        _ => false,
    }
}

#[test]
fn intervals_hold_the_dimension_of_manifolds() {
    let shapes: [(&str, Draw, &[usize]); 6] = [
        ("sphere", sphere, &[1, 2, 3, 4, 5, 6, 8, 10]),
        ("torus", torus, &[1, 2, 3, 4, 5, 6, 8, 10]),
        ("cube", cube, &[1, 2, 3, 4, 5, 6, 8, 10]),
        ("cloud", cloud, &[1, 2, 3, 4, 5, 6, 8, 10]),
        ("swiss roll", swiss_roll, &[2, 3, 4]),
        ("noisy torus", noisy, &[1, 2, 3]),
    ];
    let mut held = [0; 3];
    let mut sets = 0;
    for (name, draw, dimensions) in shapes {
        for n in [500, 2_000] {
            let repeats: u64 = if n == 500 { 12 } else { 4 };
            let mut of_shape = [0; 3];
            for d in dimensions {
                for seed in 0..repeats {
                    let options = Record::new().with("points", points(seed, n, *d, draw));
                    let answer = call("intrinsicDimension", options);
                    for (k, estimate) in ESTIMATES.iter().enumerate() {
                        of_shape[k] += usize::from(holds(&answer, estimate, *d));
                    }
                }
            }
            let all = repeats as usize * dimensions.len();
            println!("{name} {n}: {of_shape:?} of {all}");
            for (k, estimate) in ESTIMATES.iter().enumerate() {
                assert!(
                    of_shape[k] * 10 >= all * 8,
                    "{name} {n} {estimate}: {of_shape:?} of {all}"
                );
                held[k] += of_shape[k];
            }
            sets += all;
        }
    }
    println!("all: {held:?} of {sets}");
}

#[test]
fn too_few_points_and_noise_at_the_smallest_scale_are_told() {
    let status = |n, d, draw: Draw| {
        let answer =
            call("intrinsicDimension", Record::new().with("points", points(1, n, d, draw)));
        assert!(read(&answer, "twoNearest.bias") > 0.0);
        answer.get("status").cloned()
    };
    assert_eq!(status(500, 12, cube), Some("FewPoints".into()));
    assert_eq!(status(2_000, 3, cube), Some("Converged".into()));
    assert_eq!(status(2_000, 1, fuzzy_circle), Some("DependsOnScale".into()));
}
