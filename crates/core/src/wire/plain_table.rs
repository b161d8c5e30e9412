//! Rows of plain numbers in text: the ordinary table, read fast; whatever else a cell may be is for the caller.

/// What becomes of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Looked at by nobody.
    Skipped,
    /// The feature of this index.
    Feature(usize),
    /// The target of this index.
    Target(usize),
}

/// Numbers of whole rows.
#[derive(Debug, Default, PartialEq)]
pub struct PlainTable {
    /// Features, row after row.
    pub x: Vec<f64>,
    /// Targets, row after row.
    pub y: Vec<f64>,
    /// How many rows.
    pub rows: usize,
}

/// Reads lines of as many cells as `cells`, each of a feature or target a finite number without quotes; blank lines are
/// none. Nothing where a line is anything else.
pub fn plain_table(text: &str, delimiter: u8, cells: &[Cell]) -> Option<PlainTable> {
    let count = |is: fn(&Cell) -> bool| cells.iter().filter(|cell| is(cell)).count();
    let features = count(|cell| matches!(cell, Cell::Feature(_)));
    let targets = count(|cell| matches!(cell, Cell::Target(_)));
    if text.contains('"') {
        return None;
    }
    let mut table = PlainTable::default();
    for line in text.as_bytes().split(|byte| *byte == b'\n') {
        let is_blank = line.iter().all(|byte| *byte != delimiter && is_space(*byte));
        if !is_blank {
            table.x.resize(table.x.len() + features, 0.0);
            table.y.resize(table.y.len() + targets, 0.0);
            table.rows += 1;
            let (x, y) = (table.x.len() - features, table.y.len() - targets);
            take(line, delimiter, cells, &mut table.x[x..], &mut table.y[y..])?;
        }
    }
    Some(table)
}

/// The cells of one line.
fn take(line: &[u8], delimiter: u8, cells: &[Cell], x: &mut [f64], y: &mut [f64]) -> Option<()> {
    let mut found = line.split(|byte| *byte == delimiter);
    for cell in cells {
        let text = found.next()?;
        match cell {
            Cell::Skipped => {}
            Cell::Feature(i) => x[*i] = number(text)?,
            Cell::Target(i) => y[*i] = number(text)?,
        }
    }
    found.next().is_none().then_some(())
}

fn is_space(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// Digits, a point, signs and an exponent, nearest double to even: what JavaScript's `Number` makes of them.
fn number(cell: &[u8]) -> Option<f64> {
    let start = cell.iter().position(|byte| !is_space(*byte))?;
    let end = cell.iter().rposition(|byte| !is_space(*byte))? + 1;
    let cell = &cell[start..end];
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
        assert_eq!(table, Some(PlainTable { x, y, rows: 2 }));
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
}
