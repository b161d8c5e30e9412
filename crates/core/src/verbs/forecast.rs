//! The verb that looks ahead.

use crate::error::{Error, Result};
use crate::estimator::forecast::{
    Basis, Ceiling, ClassError, Forecaster, LearningCurve, Point, Ridge, Universality, Verdict,
};
use crate::estimator::{Data, Kernel, repeated_samples};
use crate::limits::check_ridge;
use crate::wire::{Fields, Record, Value};

/// `{ X, y, at, kernel?, lambda?, intercept?, labels?, testSize?, seed? }`: the learning curve.
pub fn forecast(mut fields: Fields) -> Result<Value> {
    let data = Data::read(&mut fields)?;
    let kernel = Kernel::read(&mut fields)?;
    let ridge = read_ridge(&mut fields)?;
    let intercept = fields.flag_or("intercept", true)?;
    let labels = fields.flag_or("labels", false)?;
    let at = read_sizes(&mut fields)?;
    let test_size = fields.count_or("testSize", 1, 1000)? as f64;
    let seed = fields.count_or("seed", 0, 0)? as u64;
    fields.finish()?;
    check_targets(&data, intercept)?;
    let fixed = match ridge {
        Ridge::Fixed(lambda) => Some(lambda),
        Ridge::Optimal => None,
    };
    let repeated = repeated_samples(&data);
    let forecaster = Forecaster::new(data, &kernel, intercept, labels, fixed, seed)?;
    let curve = LearningCurve::new(&forecaster, ridge, test_size);
    Ok(answer(&forecaster, &curve, &at, repeated))
}

/// Tables of few discrete columns repeat samples by chance: this share of them is noted,
const NOTED: f64 = 0.1;

/// and this share can hardly be chance.
const COPIED: f64 = 0.4;

/// Differences of ln E below this are the flat bottom of a valley.
const FLAT: f64 = 1e-3;

pub(super) fn answer(
    forecaster: &Forecaster,
    curve: &LearningCurve,
    at: &[f64],
    repeated: usize,
) -> Value {
    let copied = COPIED * forecaster.samples as f64;
    let trusted = (repeated as f64) < copied && curve.backtest().holds();
    let points: Vec<(Point, f64)> = at.iter().map(|samples| curve.at(*samples)).collect();
    let universality = forecaster.universality(curve.ridge_now());
    let mut ceiling = forecaster.ceiling();
    let whole_curve = curve.whole();
    let entries: Vec<Value> = points
        .iter()
        .map(|(point, exponent)| {
            // The ridge given may lie below those that the search for the best one considers.
            let best = curve.best(point.samples);
            let best = if point.ln_error < best.ln_error - FLAT { *point } else { best };
            ceiling.lower_to(best.error());
            let reliability = if trusted { reliability(point.below) } else { "far" };
            entry(point, *exponent, &curve.best(point.samples))
                .with("reliability", reliability)
                .into()
        })
        .collect();
    whole_curve.iter().for_each(|point| ceiling.lower_to(point.error()));
    let reach = points.iter().map(|(point, _)| point.below).fold(f64::NEG_INFINITY, f64::max);
    let (sizes, errors) = curve.observed();
    let observed = Record::new().with("samples", sizes).with("looError", errors);
    Record::new()
        .with("seen", forecaster.samples)
        .with("forecast", entries)
        .with("ceiling", describe_ceiling(&ceiling))
        .with_some("ceilingAtLambda", curve.limit(&ceiling).map(limit))
        .with("now", now(forecaster, curve.ridge_now()))
        .with("universality", describe_universality(&universality))
        .with("backtest", backtest(curve))
        .with("curve", whole(&whole_curve))
        .with("observed", Value::from(observed))
        .with("notes", notes(reach, &ceiling, curve, (repeated, forecaster.samples)))
        .into()
}

fn entry(point: &Point, exponent: f64, best: &Point) -> Record {
    Record::new()
        .with("samples", point.samples)
        .with("testError", point.error())
        .with("interval", point.interval)
        .with("trainError", point.train_error())
        .with("lambda", point.lambda)
        .with("kappa", point.kappa)
        .with("df1", point.df1)
        .with("localExponent", exponent)
        .with("optimalLambda", best.lambda)
        .with("optimalError", best.error())
        .with("decadesBelowWindow", point.below)
        .with_some("classification", point.class.map(|class| describe_class(&class)))
}

fn reliability(below: f64) -> &'static str {
    if below <= 0.0 {
        "inside"
    } else if below <= 0.7 {
        "edge"
    } else {
        "far"
    }
}

fn describe_class(class: &ClassError) -> Value {
    Record::new().with("error", class.error).with("interval", class.interval).into()
}

fn limit((error, interval): (f64, [f64; 2])) -> Value {
    Record::new().with("testError", error).with("interval", interval).into()
}

fn describe_ceiling(ceiling: &Ceiling) -> Value {
    let basis = match ceiling.basis {
        Basis::Reached => "reached",
        Basis::Extrapolated => "extrapolated",
    };
    Record::new()
        .with("testError", ceiling.error)
        .with("interval", ceiling.interval)
        .with("basis", basis)
        .with("bound", ceiling.bound)
        .into()
}

fn now(forecaster: &Forecaster, lambda: f64) -> Value {
    let full = &forecaster.full;
    let loo = full.at(&full.loo, lambda);
    Record::new()
        .with("lambda", lambda)
        .with("looError", loo)
        .with("looStandardError", loo * full.at(&full.loo_noise, lambda))
        .with("gcv", full.at(&full.gcv, lambda))
        .with("kappa", full.at(&full.kappa, lambda))
        .with("df1", full.at(&full.df1, lambda))
        .into()
}

fn describe_universality(universality: &Universality) -> Value {
    let (verdict, message) = match universality.verdict {
        Verdict::Holds => (
            "holds",
            "Leave-one-out and GCV agree: the data behave as Gaussian ones of their spectrum would.",
        ),
        Verdict::Doubtful => (
            "doubtful",
            "Leave-one-out and GCV differ, but by little or within chance; leave-one-out is the \
             one that rests on no assumption.",
        ),
        Verdict::Fails if universality.heavy => (
            "fails",
            "Leave-one-out and GCV differ by more than chance: Gaussian universality fails here. A \
             few samples carry most of the error, so that leave-one-out may be too high and GCV \
             too low; the forecast lies between them.",
        ),
        Verdict::Fails => (
            "fails",
            "Leave-one-out and GCV differ by more than chance: Gaussian universality fails here. \
             Trust leave-one-out; the forecast rests on it.",
        ),
    };
    Record::new()
        .with("verdict", verdict)
        .with("gap", universality.gap)
        .with("standardError", universality.standard_error)
        .with("message", message)
        .into()
}

fn backtest(curve: &LearningCurve) -> Value {
    let backtest = curve.backtest();
    Record::new()
        .with_some("fromHalf", backtest.half)
        .with_some("fromQuarter", backtest.quarter)
        .into()
}

fn whole(points: &[Point]) -> Value {
    let column = |f: &dyn Fn(&Point) -> f64| points.iter().map(f).collect::<Vec<f64>>();
    Record::new()
        .with("samples", column(&|p| p.samples))
        .with("testError", column(&Point::error))
        .with("low", column(&|p| p.interval[0]))
        .with("high", column(&|p| p.interval[1]))
        .with("trainError", column(&Point::train_error))
        .with("kappa", column(&|p| p.kappa))
        .with("df1", column(&|p| p.df1))
        .with("lambda", column(&|p| p.lambda))
        .into()
}

/// Sentences on what limits this forecast.
fn notes(
    below: f64,
    ceiling: &Ceiling,
    curve: &LearningCurve,
    (repeated, samples): (usize, usize),
) -> Vec<Value> {
    let mut notes: Vec<Value> = Vec::new();
    if repeated as f64 >= NOTED * samples as f64 {
        notes.push(
            format!(
                "{repeated} samples repeat others, features and targets: if they are copies and not \
                 chance, leave-one-out finds their twins in the training set, and every estimate \
                 here is too low."
            )
            .into(),
        );
    }
    let backtest = curve.backtest();
    if let Some(half) = backtest.half.filter(|_| !backtest.holds()) {
        notes.push(
            format!(
                "From half of the data the same method forecast {:.1} times the error of all of \
                 them: do not rely on this forecast.",
                libm::exp(half)
            )
            .into(),
        );
    }
    if below > 0.0 {
        notes.push(
            format!(
                "The farthest forecast needs κ {below:.1} decades below what these data resolve: \
                 there it rests on power laws, and the interval says how far they can be trusted."
            )
            .into(),
        );
    }
    if below > 2.0 {
        notes.push("Nothing in the data supports a forecast so far below the window.".into());
    }
    if ceiling.basis == Basis::Extrapolated {
        notes.push(
            "The error still falls at the end of what the data resolve: the ceiling is \
             extrapolated and may be lower."
                .into(),
        );
    }
    notes
}

pub(super) fn read_ridge(fields: &mut Fields) -> Result<Ridge> {
    if !fields.has("lambda") || fields.holds_text("lambda") {
        fields.word("lambda", &["optimal"], "optimal", "a number or \"optimal\"")?;
        return Ok(Ridge::Optimal);
    }
    let lambda = fields.number("lambda")?;
    check_ridge("lambda", lambda)?;
    Ok(Ridge::Fixed(lambda))
}

pub(super) fn read_sizes(fields: &mut Fields) -> Result<Vec<f64>> {
    let (at, many) = fields.grid("at")?;
    match at.iter().position(|samples| *samples < 1.0) {
        None => Ok(at),
        Some(i) => {
            let path = if many { format!("at[{i}]") } else { "at".into() };
            Err(Error::out_of_range(&path, "1 or more samples", at[i]))
        }
    }
}

/// Constant targets leave nothing to forecast.
fn check_targets(data: &Data, intercept: bool) -> Result<()> {
    let means = if intercept { data.y.column_means() } else { vec![0.0; data.y.columns] };
    let (mut centred, mut total) = (0.0, 0.0);
    for i in 0..data.y.rows {
        for (y, mean) in data.y.row(i).iter().zip(&means) {
            centred += (y - mean) * (y - mean);
            total += y * y;
        }
    }
    if centred > 1e-28 * total && centred > 0.0 {
        return Ok(());
    }
    let reason = "is constant: there is nothing to learn, and no error to forecast".into();
    Err(Error::Conflict { argument: "y".into(), reason })
}
