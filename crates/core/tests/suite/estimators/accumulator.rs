//! Accumulated rows: the same bits for any division.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::support::accumulated::{
    PLAIN, Shape, accumulate, agree, bits, draw, fit, in_pieces, rows,
};
use crate::support::{call, read};
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

#[test]
fn any_chunking_gives_the_same_bits() {
    let (x, y) = draw(&Shape { rows: 2700, drift: 3.0, ..PLAIN }, 3);
    let one = bits(&in_pieces(&x, &y, 2700));
    for size in [512, 1024, 1536, 2560] {
        assert!(one == bits(&in_pieces(&x, &y, size)), "{size}");
    }
}

#[test]
fn merging_in_any_order_gives_the_same_bits_within_one_frame() {
    for shape in [
        Shape { rows: 6000, ..PLAIN },
        Shape { rows: 6000, offset: 1e5, drift: 40.0, scale: 1e-4, ..PLAIN },
    ] {
        let (x, y) = draw(&shape, 4);
        let whole = in_pieces(&x, &y, 6000);
        let frame = whole.get("frame").unwrap();
        let parts: Vec<Value> = (0..6000)
            .step_by(512)
            .map(|from| {
                let to = (from + 512).min(6000);
                accumulate(None, Some(frame), &rows(&x, from, to), &rows(&y, from, to))
            })
            .collect();
        for seed in 0..20 {
            let order = Stream::new(seed, 5).permutation(parts.len());
            let shuffled: Vec<Value> = order.iter().map(|i| parts[*i].clone()).collect();
            let (left, right) = shuffled.split_at(1 + seed as usize % 10);
            let merge = |list: &[Value]| {
                call("mergeAccumulators", Record::new().with("accumulators", list.to_vec()))
            };
            let merged = merge(&[merge(left), merge(right)]);
            assert!(bits(&merged) == bits(&whole), "order {seed}");
        }
    }
}

#[test]
fn merging_across_frames_agrees_to_rounding_error() {
    let (x, y) = draw(&Shape { rows: 3000, drift: 50.0, ..PLAIN }, 6);
    let halves = [(0, 1400), (1400, 3000)]
        .map(|(from, to)| accumulate(None, None, &rows(&x, from, to), &rows(&y, from, to)));
    let merged = call("mergeAccumulators", Record::new().with("accumulators", halves.to_vec()));
    let whole = in_pieces(&x, &y, 512);
    agree(&fit(&merged, 1e-3, true), &fit(&whole, 1e-3, true), 1e-11, "two frames");
    assert!(read(&merged, "rows").to_bits() == 3000f64.to_bits());
}
