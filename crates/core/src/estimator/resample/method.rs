//! What is drawn, and how often.

use crate::error::{Error, Result};
use crate::estimator::read_matrix;
use crate::linalg::Matrix;
use crate::wire::Fields;

/// A way to draw data again.
#[derive(Debug, Clone, PartialEq)]
pub enum Method {
    /// Each fold is predicted by a model of all others.
    KFold {
        /// Folds.
        folds: usize,
        /// Partitions into folds.
        repeats: usize,
    },
    /// Models of random parts, tested on all other rows.
    LearningCurve {
        /// Training sizes.
        sizes: Vec<usize>,
        /// Parts of each size.
        repeats: usize,
    },
    /// As many rows drawn with replacement, or residuals drawn onto the fitted function.
    Bootstrap {
        /// Samples drawn.
        replicates: usize,
        /// Whether residuals are drawn instead of rows.
        residuals: bool,
        /// Rows to predict.
        at: Option<Matrix>,
    },
    /// Each row left out once.
    Jackknife {
        /// Rows to predict.
        at: Option<Matrix>,
    },
    /// Targets in random order: what chance alone would show.
    Permutation {
        /// Orders.
        permutations: usize,
    },
    /// Models of many samples, averaged.
    Bagging {
        /// Samples drawn.
        bags: usize,
        /// Rows drawn for each.
        size: usize,
        /// Whether a row can be drawn twice.
        replacement: bool,
    },
}

const KINDS: [&str; 6] =
    ["kFold", "learningCurve", "bootstrap", "jackknife", "permutation", "bagging"];

impl Method {
    /// Reads `method: { kind, … }` for n rows of d features.
    pub fn read(fields: &mut Fields, rows: usize, columns: usize) -> Result<Self> {
        let mut method = fields.object("method")?;
        let read = match method.choice("kind", &KINDS, None)? {
            "kFold" => Self::KFold {
                folds: at_most(&mut method, "folds", 2, 10.min(rows), rows)?,
                repeats: method.count_or("repeats", 1, 1)?,
            },
            "learningCurve" => Self::LearningCurve {
                sizes: read_sizes(&mut method, rows)?,
                repeats: method.count_or("repeats", 1, 20)?,
            },
            "bootstrap" => Self::Bootstrap {
                replicates: method.count_or("replicates", 2, 1000)?,
                residuals: method.choice("draw", &["rows", "residuals"], Some("rows"))?
                    == "residuals",
                at: read_at(&mut method, columns)?,
            },
            "jackknife" => Self::Jackknife { at: read_at(&mut method, columns)? },
            "permutation" => {
                Self::Permutation { permutations: method.count_or("permutations", 1, 999)? }
            }
            _ => read_bags(&mut method, rows)?,
        };
        method.finish()?;
        Ok(read)
    }
}

fn read_bags(method: &mut Fields, rows: usize) -> Result<Method> {
    let bags = method.count_or("bags", 1, 100)?;
    let replacement = method.flag_or("replacement", true)?;
    let most = if replacement { rows } else { rows - 1 };
    let default = if replacement { rows } else { rows.div_ceil(2).min(most) };
    let size = at_most(method, "size", 1, default, most)?;
    Ok(Method::Bagging { bags, size, replacement })
}

fn at_most(
    fields: &mut Fields,
    name: &'static str,
    least: usize,
    default: usize,
    most: usize,
) -> Result<usize> {
    let count = fields.count_or(name, least, default)?;
    if count > most {
        let condition = format!("at most {most} for these rows");
        return Err(Error::out_of_range(&fields.path(name), condition, count as f64));
    }
    Ok(count)
}

/// Sizes in rows, ascending as given.
fn read_sizes(method: &mut Fields, rows: usize) -> Result<Vec<usize>> {
    let (sizes, many) = method.grid("sizes")?;
    let path = method.path("sizes");
    for (i, size) in sizes.iter().enumerate() {
        if size.fract().abs() > 0.0 || *size < 2.0 || *size > (rows - 1) as f64 {
            let argument = if many { format!("{path}[{i}]") } else { path };
            let condition =
                format!("a whole number from 2 to {} (rows are left to test)", rows - 1);
            return Err(Error::out_of_range(&argument, condition, *size));
        }
    }
    Ok(sizes.into_iter().map(|size| size as usize).collect())
}

fn read_at(method: &mut Fields, columns: usize) -> Result<Option<Matrix>> {
    if !method.has("at") {
        return Ok(None);
    }
    let at = read_matrix(method, "at")?;
    if at.columns != columns {
        let expected = format!("{columns} columns (as many as X)");
        let found = format!("{} columns", at.columns);
        return Err(Error::shape(&method.path("at"), expected, found));
    }
    Ok(Some(at))
}
