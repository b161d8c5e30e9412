//! Order by a key. One sort serves all: each type that is sorted by itself adds kilobytes to the core.

/// Positions of the keys in ascending order; equal keys stay as they were.
pub fn ascending(keys: impl Iterator<Item = f64>) -> Vec<usize> {
    let mut places: Vec<(f64, usize)> = keys.zip(0..).collect();
    sort(&mut places);
    places.into_iter().map(|(_, place)| place).collect()
}

/// Positions of the keys in descending order; equal keys stay as they were.
pub fn descending(keys: impl Iterator<Item = f64>) -> Vec<usize> {
    ascending(keys.map(|key| -key))
}

/// Sorts by a key, ascending; what has equal keys stays as it was.
pub fn sort_by_key<T>(items: &mut Vec<T>, key: impl Fn(&T) -> f64) {
    let order = ascending(items.iter().map(key));
    let mut taken: Vec<Option<T>> = core::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|place| taken[place].take()));
}

/// Numbers in descending order.
pub fn sort_descending(values: &mut [f64]) {
    values.sort_unstable_by(f64::total_cmp);
    values.reverse();
}

/// Positions of rows in the order of their words; equal rows stay as they were.
pub fn by_words<Words: Iterator<Item = u64>>(
    rows: usize,
    words: impl Fn(usize) -> Words,
) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows).collect();
    order.sort_unstable_by(|&i, &j| words(i).cmp(words(j)).then(i.cmp(&j)));
    order
}

#[inline(never)]
fn sort(places: &mut [(f64, usize)]) {
    places.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_stay_as_they_were() {
        let keys = [2.0, 1.0, 2.0, -0.0, 0.0, 1.0];
        assert_eq!(ascending(keys.into_iter()), [3, 4, 1, 5, 0, 2]);
        assert_eq!(descending(keys.into_iter()), [0, 2, 1, 5, 4, 3]);
        let mut words = vec!["bb", "a", "cc", "d"];
        sort_by_key(&mut words, |word| word.len() as f64);
        assert_eq!(words, ["a", "d", "bb", "cc"]);
        let rows = [[3, 1], [2, 9], [3, 0], [2, 9]];
        assert_eq!(by_words(4, |i| rows[i].into_iter()), [1, 3, 2, 0]);
    }
}
