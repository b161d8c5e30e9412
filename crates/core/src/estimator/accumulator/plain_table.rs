//! Rows of plain numbers in text, with a label each perhaps: the ordinary table, read fast; whatever else a cell may be is
//! for the caller.

use std::collections::BTreeMap;

/// What becomes of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Looked at by nobody.
    Skipped,
    /// The feature of this index.
    Feature(usize),
    /// The target of this index.
    Target(usize),
    /// A class label.
    Label,
}

/// Numbers and labels of whole rows.
#[derive(Debug, Default, PartialEq)]
pub struct PlainTable {
    /// Features, row after row.
    pub x: Vec<f64>,
    /// Targets, row after row.
    pub y: Vec<f64>,
    /// The place of each row's label among the names.
    pub labels: Vec<f64>,
    /// Labels as they come.
    pub names: Vec<String>,
    /// How many rows.
    pub rows: usize,
}

/// Reads lines of as many cells as `cells`, each of a feature or target a finite number without quotes, labels any text;
/// blank lines are none. Nothing where a line is anything else.
pub fn plain_table(text: &str, delimiter: u8, cells: &[Cell]) -> Option<PlainTable> {
    let count = |is: fn(&Cell) -> bool| cells.iter().filter(|cell| is(cell)).count();
    let features = count(|cell| matches!(cell, Cell::Feature(_)));
    let targets = count(|cell| matches!(cell, Cell::Target(_)));
    if text.contains('"') {
        return None;
    }
    let mut reader = Reader::default();
    for line in text.as_bytes().split(|byte| *byte == b'\n') {
        let is_blank = line.iter().all(|byte| *byte != delimiter && is_space(*byte));
        if !is_blank {
            reader.table.x.resize(reader.table.x.len() + features, 0.0);
            reader.table.y.resize(reader.table.y.len() + targets, 0.0);
            reader.take(line, delimiter, cells, [features, targets])?;
        }
    }
    Some(reader.table)
}

#[derive(Default)]
struct Reader<'a> {
    table: PlainTable,
    places: BTreeMap<&'a str, usize>,
}

impl<'a> Reader<'a> {
    /// The cells of one line, into room at the end.
    fn take(
        &mut self,
        line: &'a [u8],
        delimiter: u8,
        cells: &[Cell],
        [features, targets]: [usize; 2],
    ) -> Option<()> {
        let (x, y) = (self.table.x.len() - features, self.table.y.len() - targets);
        let mut found = line.split(|byte| *byte == delimiter);
        for cell in cells {
            let text = found.next()?;
            match cell {
                Cell::Skipped => {}
                Cell::Feature(i) => self.table.x[x + i] = number(text)?,
                Cell::Target(i) => self.table.y[y + i] = number(text)?,
                Cell::Label => self.take_label(text)?,
            }
        }
        self.table.rows += 1;
        found.next().is_none().then_some(())
    }

    /// A text that is not empty, without blanks about it that are not spaces or tabs.
    fn take_label(&mut self, cell: &'a [u8]) -> Option<()> {
        let name = core::str::from_utf8(within(cell)?).ok()?;
        if !name.is_ascii() && (name.trim() != name || name.contains('\u{feff}')) {
            return None;
        }
        let next = self.places.len();
        let place = *self.places.entry(name).or_insert(next);
        if place == next {
            self.table.names.push(name.into());
        }
        self.table.labels.push(place as f64);
        Some(())
    }
}

/// A cell without the blanks about it; nothing where it is empty.
fn within(cell: &[u8]) -> Option<&[u8]> {
    let start = cell.iter().position(|byte| !is_space(*byte))?;
    let end = cell.iter().rposition(|byte| !is_space(*byte))? + 1;
    Some(&cell[start..end])
}

fn is_space(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// Digits, a point, signs and an exponent, nearest double to even: what JavaScript's `Number` makes of them.
fn number(cell: &[u8]) -> Option<f64> {
    let cell = within(cell)?;
    let is_known =
        |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E');
    if !cell.iter().all(is_known) {
        return None;
    }
    core::str::from_utf8(cell).ok()?.parse().ok().filter(|x: &f64| x.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELLS: [Cell; 4] = [Cell::Feature(1), Cell::Skipped, Cell::Feature(0), Cell::Target(0)];

    fn read(text: &str) -> Option<PlainTable> {
        plain_table(text, b',', &CELLS)
    }

    #[test]
    fn numbers_go_to_their_places_and_blank_lines_to_none() {
        let table = read("1, x y ,\t-2.5e3,+.5\n\n  \n4.,,5E-1,-0\n");
        let [x, y] = [vec![-2500.0, 1.0, 0.5, 4.0], vec![0.5, -0.0]];
        assert_eq!(table, Some(PlainTable { x, y, rows: 2, ..PlainTable::default() }));
        assert_eq!(read(""), Some(PlainTable::default()));
    }

    #[test]
    fn whatever_else_a_line_may_be_is_left_to_the_caller() {
        for odd in [
            "", "nan", "inf", "1e999", "\"1\"", "0x1", "1,5", "1_0", "e5", ".", "--1", "1 2",
            "\u{a0}1",
        ] {
            assert_eq!(read(&format!("1,2,3,4\n{odd},2,3,4\n")), None, "{odd}");
        }
        for ragged in ["1,2,3", "1,2,3,4,5", "1", ",,,"] {
            assert_eq!(read(ragged), None, "{ragged}");
        }
    }

    #[test]
    fn labels_are_told_by_their_places_among_their_names() {
        let of = |text: &str| plain_table(text, b';', &[Cell::Feature(0), Cell::Label]);
        let table = of("1; b c \n2;é\n3;b c\n4;7\n").map(|table| (table.labels, table.names));
        let names = ["b c", "é", "7"].map(String::from).to_vec();
        assert_eq!(table, Some((vec![0.0, 1.0, 0.0, 2.0], names)));
        for odd in ["1;", "1; ", "1;\u{a0}b", "1;\u{feff}b", "1;b;", "1;\"b\""] {
            assert_eq!(of(odd), None, "{odd}");
        }
    }
}
