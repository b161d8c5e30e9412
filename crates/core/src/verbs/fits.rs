//! Verbs that fit laws to runs and split budgets by them.

use crate::error::{Error, Result};
use crate::scaling::allocation::{Cost, Parts, Split, Tradeoff};
use crate::scaling::fit::{
    Fit, FitStatus, HoldOut, Huber, Kind, Law, Resampling, Rival, Table, akaike,
    akaike_of_constant, bootstrap, compare, determines, fit, hold_out, interval,
    standard_deviation,
};
use crate::wire::{Fields, Record, Value};

/// Huber's δ where none is given (Hoffmann et al., 2022).
const DELTA: f64 = 1e-3;

/// Fits to data drawn anew where no number is given.
const DRAWS: usize = 300;

/// The share of the largest runs that the hold-out keeps from the fit.
const HELD_OUT: f64 = 0.2;

const KINDS: [&str; 4] = ["powerLaw", "broken", "chinchilla", "kaplan"];

/// `{ law, size | parameters & samples, loss, weights? | errors?, offset?, delta?, bootstrap?, seed?, at? }`.
pub fn fit_law(mut fields: Fields) -> Result<Value> {
    let law = read_law(&mut fields)?;
    let table = read_table(&mut fields, law.variables())?;
    let huber = read_huber(&mut fields)?;
    let draws = fields.count_or("bootstrap", 0, DRAWS)?;
    let seed = fields.count_or("seed", 0, 0)? as u64;
    let how = read_resampling(&mut fields, table.len())?;
    let share = fields.non_negative_or("holdOut", HELD_OUT)?;
    let at = fields.object_if_any("at")?;
    let at = at.map(|fields| read_sizes(fields, law.variables())).transpose()?;
    fields.finish()?;
    check_table(law, &table)?;
    let found = fit(law, &table, huber);
    let drawn = bootstrap(&found, &table, huber, (draws, seed, how));
    let held = hold_out(law, &table, huber, share);
    let record = describe(&found, &table, &drawn)
        .with("resampling", how.name())
        .with_some("holdOut", held.map(|held| describe_hold_out(&held)))
        .with("notes", notes(&found, &table, huber));
    Ok(record.with_some("at", at.map(|at| predictions(&found, &drawn, &at))).into())
}

/// `{ laws?, … the data as for fitLaw }`: several laws beside one another.
pub fn compare_laws(mut fields: Fields) -> Result<Value> {
    let two = fields.has("parameters") || fields.has("samples");
    let laws = if fields.has("laws") {
        fields.objects("laws")?.into_iter().map(read_listed).collect::<Result<_>>()?
    } else {
        usual(two)
    };
    let variables = if two { 2 } else { 1 };
    let table = read_table(&mut fields, variables)?;
    let huber = read_huber(&mut fields)?;
    let share = fields.non_negative_or("holdOut", HELD_OUT)?;
    fields.finish()?;
    for (i, law) in laws.iter().enumerate() {
        if law.variables() != variables {
            let reason = format!("is a law of {} variables", law.variables());
            return Err(Error::Conflict { argument: format!("laws[{i}]"), reason });
        }
    }
    check_loss(&table)?;
    let (fitted, left): (Vec<Law>, Vec<Law>) =
        laws.into_iter().partition(|law| check_table(*law, &table).is_ok());
    if fitted.is_empty() {
        left.iter().try_for_each(|law| check_table(*law, &table))?;
    }
    let fits: Vec<Fit> = fitted.iter().map(|law| fit(*law, &table, huber)).collect();
    let (best, rivals) = compare(&fits, &table, huber);
    let flat = akaike_of_constant(&table, huber) - akaike(&fits[best], &table, huber) < 4.0;
    let entries: Vec<Value> = fits
        .iter()
        .zip(&rivals)
        .map(|(fit, rival)| {
            let held = hold_out(fit.law, &table, huber, share);
            describe_rival(fit, rival, &table, held)
        })
        .collect();
    let skipped: Vec<Value> = left.iter().map(|law| law.name().into()).collect();
    Ok(Record::new()
        .with("best", fits[best].law.name())
        .with("decided", !flat && rivals.iter().all(|rival| !rival.open))
        .with("statement", statement(&fits, best, &rivals, flat))
        .with("laws", entries)
        .with("tooFewRunsFor", skipped)
        .into())
}

/// `{ law, parameters, draws?, budget, cost?, now? }`: the best split of each budget.
pub fn allocate(mut fields: Fields) -> Result<Value> {
    let law = read_law(&mut fields)?;
    let mut named = fields.object("parameters")?;
    let natural = law
        .names()
        .iter()
        .map(|name| named.non_negative_or(name, 0.0))
        .collect::<Result<Vec<_>>>()?;
    named.finish()?;
    let drawn = read_draws(&mut fields, law)?;
    let (budgets, many) = fields.grid("budget")?;
    let cost = read_cost(&mut fields)?;
    let now = fields.object_if_any("now")?.map(|fields| read_sizes(fields, 2)).transpose()?;
    fields.finish()?;
    for (i, budget) in budgets.iter().enumerate() {
        positive(&if many { format!("budget[{i}]") } else { "budget".into() }, *budget)?;
    }
    let Some(tradeoff) = Tradeoff::new(law, &natural) else {
        let reason = "is no law of parameters and samples that both matter: there is nothing to \
                      balance (a law of one variable, or an exponent of zero)";
        return Err(Error::Conflict { argument: "law".into(), reason: reason.into() });
    };
    let others: Vec<Tradeoff> = drawn.iter().filter_map(|row| Tradeoff::new(law, row)).collect();
    Ok(frontier(&tradeoff, &others, &budgets, &cost)
        .with_some("now", now.map(|now| bottleneck(&tradeoff, &now, &cost)))
        .into())
}

fn read_law(fields: &mut Fields) -> Result<Law> {
    let kind = fields.choice("law", &KINDS, None)?;
    let offset = fields.flag_or("offset", kind != "kaplan")?;
    if offset && kind == "kaplan" {
        let reason = "does not apply: the law of Kaplan et al. has no floor".into();
        return Err(Error::Conflict { argument: fields.path("offset"), reason });
    }
    let kind = match kind {
        "powerLaw" => Kind::PowerLaw,
        "broken" => Kind::Broken,
        "chinchilla" => Kind::Chinchilla,
        _ => Kind::Kaplan,
    };
    Ok(Law { kind, offset })
}

fn read_listed(mut fields: Fields) -> Result<Law> {
    let law = read_law(&mut fields)?;
    fields.finish()?;
    Ok(law)
}

/// The laws that are compared where none are listed.
fn usual(two: bool) -> Vec<Law> {
    let law = |kind, offset| Law { kind, offset };
    if two {
        return vec![
            law(Kind::Chinchilla, true),
            law(Kind::Chinchilla, false),
            law(Kind::Kaplan, false),
        ];
    }
    vec![
        law(Kind::PowerLaw, false),
        law(Kind::PowerLaw, true),
        law(Kind::Broken, false),
        law(Kind::Broken, true),
    ]
}

fn positive(path: &str, x: f64) -> Result<f64> {
    if x > 0.0 { Ok(x) } else { Err(Error::out_of_range(path, "positive", x)) }
}

/// Positive numbers, as their logarithms.
fn logarithms(fields: &mut Fields, name: &'static str) -> Result<Vec<f64>> {
    let path = fields.path(name);
    let numbers = fields.numbers(name)?;
    let ln = |(i, x): (usize, &f64)| positive(&format!("{path}[{i}]"), *x).map(libm::log);
    numbers.iter().enumerate().map(ln).collect()
}

fn same_length(path: &str, expected: usize, found: usize, what: &str) -> Result<()> {
    if expected == found {
        return Ok(());
    }
    Err(Error::shape(path, format!("{expected} numbers (as many as {what})"), found.to_string()))
}

/// ln of `size`, or of `parameters` and `samples`.
fn read_columns(fields: &mut Fields, variables: usize) -> Result<Vec<[f64; 2]>> {
    if variables == 1 {
        return Ok(logarithms(fields, "size")?.into_iter().map(|u| [u, 0.0]).collect());
    }
    let n = logarithms(fields, "parameters")?;
    let d = logarithms(fields, "samples")?;
    same_length(&fields.path("samples"), n.len(), d.len(), "parameters")?;
    Ok(n.into_iter().zip(d).map(|(n, d)| [n, d]).collect())
}

fn read_sizes(mut fields: Fields, variables: usize) -> Result<Vec<[f64; 2]>> {
    let sizes = read_columns(&mut fields, variables)?;
    fields.finish()?;
    Ok(sizes)
}

fn read_table(fields: &mut Fields, variables: usize) -> Result<Table> {
    let ln_size = read_columns(fields, variables)?;
    let ln_loss = logarithms(fields, "loss")?;
    same_length(&fields.path("loss"), ln_size.len(), ln_loss.len(), "sizes")?;
    let weight = read_weights(fields, &ln_loss)?;
    Ok(Table { ln_size, ln_loss, weight })
}

/// Weights of mean one: as given, or (loss/error)².
fn read_weights(fields: &mut Fields, ln_loss: &[f64]) -> Result<Vec<f64>> {
    if fields.has("weights") && fields.has("errors") {
        let reason = "do not go with errors: give the one or the other".into();
        return Err(Error::Conflict { argument: fields.path("weights"), reason });
    }
    let n = ln_loss.len();
    let name = if fields.has("errors") { "errors" } else { "weights" };
    if !fields.has(name) {
        // Both names are known either way.
        let _ = (fields.take("weights"), fields.take("errors"));
        return Ok(vec![1.0; n]);
    }
    let path = fields.path(name);
    let logs = logarithms(fields, name)?;
    same_length(&path, n, logs.len(), "loss")?;
    let ln_weight: Vec<f64> = match name {
        "errors" => logs.iter().zip(ln_loss).map(|(e, y)| 2.0 * (y - e)).collect(),
        _ => logs,
    };
    let most = ln_weight.iter().fold(f64::NEG_INFINITY, |m, w| m.max(*w));
    let raw: Vec<f64> = ln_weight.iter().map(|w| libm::exp((w - most).max(-60.0))).collect();
    let mean = raw.iter().sum::<f64>() / n as f64;
    Ok(raw.into_iter().map(|w| w / mean).collect())
}

fn read_huber(fields: &mut Fields) -> Result<Huber> {
    if fields.holds_text("delta") {
        fields.word("delta", &["leastSquares"], "leastSquares", "a number or \"leastSquares\"")?;
        return Ok(Huber(f64::INFINITY));
    }
    Ok(Huber(fields.positive_or("delta", DELTA)?))
}

fn read_resampling(fields: &mut Fields, runs: usize) -> Result<Resampling> {
    if !fields.has("resampling") {
        return Ok(Resampling::for_runs(runs));
    }
    let how = fields.choice("resampling", &["runs", "residuals"], None)?;
    Ok(if how == "runs" { Resampling::Runs } else { Resampling::Residuals })
}

fn read_cost(fields: &mut Fields) -> Result<Cost> {
    let Some(mut cost) = fields.object_if_any("cost")? else { return Ok(Cost::TRAINING) };
    let read = Cost {
        coefficient: cost.positive_or("coefficient", 1.0)?,
        parameters: cost.positive_or("parametersExponent", 1.0)?,
        samples: cost.positive_or("samplesExponent", 1.0)?,
    };
    cost.finish()?;
    Ok(read)
}

/// Rows of parameters in the order of the law's names.
fn read_draws(fields: &mut Fields, law: Law) -> Result<Vec<Vec<f64>>> {
    let Some(numbers) = fields.numbers_if_any("draws")? else { return Ok(vec![]) };
    let width = law.names().len();
    if numbers.len() % width != 0 {
        let expected = format!("rows of {width} numbers ({})", law.names().join(", "));
        return Err(Error::shape(
            &fields.path("draws"),
            expected,
            format!("{} numbers", numbers.len()),
        ));
    }
    Ok(numbers.chunks_exact(width).map(<[f64]>::to_vec).collect())
}

fn check_loss(table: &Table) -> Result<()> {
    let (low, high) = table
        .ln_loss
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), y| (l.min(*y), h.max(*y)));
    if high - low > 1e-12 {
        return Ok(());
    }
    let reason = "is constant: there is no law to fit".into();
    Err(Error::Conflict { argument: "loss".into(), reason })
}

/// Refuses tables that cannot determine a law.
fn check_table(law: Law, table: &Table) -> Result<()> {
    check_loss(table)?;
    let (distinct, needed) = (table.distinct(), law.free() + 1);
    if distinct < needed {
        let expected = format!(
            "runs of {needed} different sizes or more for {} (one more than its {} parameters)",
            law.name(),
            law.free()
        );
        return Err(Error::shape("loss", expected, format!("{distinct} of them")));
    }
    if !determines(law, table) {
        let reason = "need different parameters and different samples to fit both exponents".into();
        return Err(Error::Conflict { argument: "parameters".into(), reason });
    }
    Ok(())
}

fn described(law: Law, natural: &[f64]) -> Value {
    let names = law.names().iter().zip(natural);
    names.fold(Record::new(), |record, (name, x)| record.with(name, *x)).into()
}

fn law_record(law: Law) -> Record {
    let kind = match law.kind {
        Kind::PowerLaw => KINDS[0],
        Kind::Broken => KINDS[1],
        Kind::Chinchilla => KINDS[2],
        Kind::Kaplan => KINDS[3],
    };
    Record::new().with("law", kind).with("offset", law.offset)
}

fn describe(fit: &Fit, table: &Table, drawn: &[Fit]) -> Record {
    let law = fit.law;
    let residuals = table.residuals(law, &fit.theta, &fit.frame);
    let mean = residuals.iter().map(|r| r * r).sum::<f64>() / residuals.len() as f64;
    let predicted: Vec<f64> = table.ln_size.iter().map(|u| libm::exp(fit.ln_loss(*u))).collect();
    let rows: Vec<Vec<f64>> = drawn.iter().map(Fit::natural).collect();
    let record = law_record(law)
        .with("status", fit.status.name())
        .with("parameters", described(law, &fit.natural()));
    spread(record, law, &rows)
        .with("runs", table.len())
        .with("objective", fit.objective)
        .with("residualDeviation", libm::sqrt(mean))
        .with("searches", fit.searches[0])
        .with("agreeing", fit.searches[1])
        .with("predicted", predicted)
        .with("residuals", residuals.iter().map(|r| -r).collect::<Vec<f64>>())
        .with("draws", rows.concat())
}

/// Intervals and standard errors of the parameters, where there are draws.
fn spread(record: Record, law: Law, rows: &[Vec<f64>]) -> Record {
    if rows.is_empty() {
        return record;
    }
    let (mut intervals, mut errors) = (Record::new(), Record::new());
    for (k, name) in law.names().iter().enumerate() {
        let column: Vec<f64> = rows.iter().map(|row| row[k]).collect();
        intervals = intervals.with(name, interval(&column));
        errors = errors.with(name, standard_deviation(&column));
    }
    record.with("intervals", Value::from(intervals)).with("standardErrors", Value::from(errors))
}

fn describe_hold_out(held: &HoldOut) -> Value {
    Record::new()
        .with("runs", held.runs)
        .with("bias", held.bias)
        .with("error", held.error)
        .with("residualDeviation", held.residual)
        .into()
}

fn predictions(fit: &Fit, drawn: &[Fit], at: &[[f64; 2]]) -> Value {
    let losses: Vec<f64> = at.iter().map(|u| libm::exp(fit.ln_loss(*u))).collect();
    let record = Record::new().with("loss", losses);
    if drawn.is_empty() {
        return record.into();
    }
    let ends: Vec<[f64; 2]> = at
        .iter()
        .map(|u| interval(&drawn.iter().map(|fit| libm::exp(fit.ln_loss(*u))).collect::<Vec<_>>()))
        .collect();
    record
        .with("low", ends.iter().map(|end| end[0]).collect::<Vec<f64>>())
        .with("high", ends.iter().map(|end| end[1]).collect::<Vec<f64>>())
        .into()
}

/// Sentences on what the status means.
fn notes(fit: &Fit, table: &Table, huber: Huber) -> Vec<Value> {
    let mut notes: Vec<Value> = vec![];
    match fit.status {
        FitStatus::Flat => notes.push(
            "A constant explains these losses as well as the law: its exponents and coefficients \
             mean nothing."
                .into(),
        ),
        FitStatus::ExponentAtBound => notes.push(
            "An exponent lies at its bound (zero or ten): the data do not follow this law, and its \
             numbers only interpolate them."
                .into(),
        ),
        FitStatus::OffsetAtZero => notes.push(
            "The best floor is zero: the data show no irreducible loss, which does not mean that \
             there is none."
                .into(),
        ),
        FitStatus::ReducedAccuracy => {
            notes.push("The search stopped before it was done: digits are missing.".into());
        }
        FitStatus::Converged => {}
    }
    let gain = akaike_of_constant(table, huber) - akaike(fit, table, huber);
    if fit.status != FitStatus::Flat && gain < 4.0 {
        notes.push("The data can hardly tell this law from a constant.".into());
    }
    if fit.searches[0] > 2 && fit.searches[1] == 1 {
        notes.push(
            "Only one of the searches found this minimum: others ended in worse ones.".into(),
        );
    }
    notes
}

fn describe_rival(fit: &Fit, rival: &Rival, table: &Table, held: Option<HoldOut>) -> Value {
    let residuals = table.residuals(fit.law, &fit.theta, &fit.frame);
    let mean = residuals.iter().map(|r| r * r).sum::<f64>() / residuals.len() as f64;
    law_record(fit.law)
        .with("name", fit.law.name())
        .with("status", fit.status.name())
        .with("parameters", described(fit.law, &fit.natural()))
        .with("residualDeviation", libm::sqrt(mean))
        .with("deltaAicc", rival.delta)
        .with("z", rival.z)
        .with("tiedWithBest", rival.open)
        .with_some("holdOut", held.map(|held| describe_hold_out(&held)))
        .into()
}

/// One plain sentence.
fn statement(fits: &[Fit], best: usize, rivals: &[Rival], flat: bool) -> String {
    let name = fits[best].law.name();
    if flat {
        return "The data cannot tell any of these laws from a constant.".into();
    }
    let open: Vec<&str> =
        (0..fits.len()).filter(|i| rivals[*i].open).map(|i| fits[i].law.name()).collect();
    if !open.is_empty() {
        return format!(
            "The data cannot tell {name} from {}: they fit these runs about as well. More runs, or runs \
             further apart, would be needed.",
            open.join(" or ")
        );
    }
    let others = rivals.iter().enumerate().filter(|(i, _)| *i != best);
    match others.map(|(_, rival)| rival.delta).reduce(f64::min) {
        Some(least) => {
            format!("The data favour {name}: the next best law is {least:.1} units of AICc behind.")
        }
        None => format!("{name} was the only law compared."),
    }
}

fn frontier(tradeoff: &Tradeoff, others: &[Tradeoff], budgets: &[f64], cost: &Cost) -> Record {
    let best: Vec<Split> = budgets.iter().map(|c| tradeoff.split(*c, cost)).collect();
    let [of_n, of_d, of_loss] = tradeoff.exponents(cost);
    let column = |pick: fn(&Split) -> f64| best.iter().map(pick).collect::<Vec<f64>>();
    let mut record = Record::new()
        .with("budget", budgets.to_vec())
        .with("parameters", column(|split| split.parameters))
        .with("samples", column(|split| split.samples))
        .with("loss", column(|split| split.loss));
    if !others.is_empty() {
        let ends = |pick: fn(&Split) -> f64| {
            let of = |c: &f64| {
                let drawn: Vec<f64> = others.iter().map(|t| pick(&t.split(*c, cost))).collect();
                interval(&drawn)
            };
            budgets.iter().map(of).map(Value::from).collect::<Vec<Value>>()
        };
        record = record
            .with("parametersInterval", ends(|split| split.parameters))
            .with("samplesInterval", ends(|split| split.samples))
            .with("lossInterval", ends(|split| split.loss));
    }
    let mut exponents =
        Record::new().with("parameters", of_n).with("samples", of_d).with("reducibleLoss", of_loss);
    if !others.is_empty() {
        let drawn: Vec<f64> = others.iter().map(|t| t.exponents(cost)[0]).collect();
        exponents = exponents.with("parametersInterval", interval(&drawn));
    }
    record.with("exponents", Value::from(exponents))
}

/// Below this share of the loss the reducible part no longer matters.
const FLOOR: f64 = 0.05;

/// What limits runs of these sizes, and what the same budget could buy.
fn bottleneck(tradeoff: &Tradeoff, now: &[[f64; 2]], cost: &Cost) -> Vec<Value> {
    let describe = |at: &[f64; 2]| {
        let parts = tradeoff.parts(*at);
        let budget = libm::exp(cost.ln(*at));
        let best = tradeoff.split(budget, cost);
        let Parts { loss, floor, from_parameters, from_samples, .. } = parts;
        let verdict = if loss - floor < FLOOR * loss {
            "floor"
        } else if parts.parameter_exponent / cost.parameters > parts.sample_exponent / cost.samples
        {
            // A budget spent on parameters lowers the loss more.
            "parameters"
        } else {
            "samples"
        };
        Record::new()
            .with("parameters", libm::exp(at[0]))
            .with("samples", libm::exp(at[1]))
            .with("loss", loss)
            .with("floor", floor)
            .with("fromParameters", from_parameters)
            .with("fromSamples", from_samples)
            .with("parameterExponent", parts.parameter_exponent)
            .with("sampleExponent", parts.sample_exponent)
            .with("withTwiceParameters", parts.with_twice_parameters)
            .with("withTwiceSamples", parts.with_twice_samples)
            .with("bottleneck", verdict)
            .with("budget", budget)
            .with("bestParameters", best.parameters)
            .with("bestSamples", best.samples)
            .with("bestLoss", best.loss)
            .into()
    };
    now.iter().map(describe).collect()
}
