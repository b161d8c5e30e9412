//! A sum taken apart: one spectrum with all noise, and whatever else.

use super::Free;
use crate::order::sort_by_key;
use crate::transform::Element;
use crate::transform::density::law::Law;
use crate::transform::density::sum::Additive;

/// Different levels of one term that is added to others: the search for gaps takes about 0.3 milliseconds and eight kilobytes
/// each.
pub const MOST_LEVELS: usize = 20_000;

/// The most different levels of a term, where one law is added to another: where more than one has any.
pub fn levels(elements: &[Element]) -> usize {
    let mut terms = Vec::new();
    elements.iter().for_each(|element| flatten(element, 1.0, &mut terms));
    let forms: Vec<Option<Additive>> = terms.iter().map(Additive::of).collect();
    let others = forms.iter().filter(|form| !form.as_ref().is_some_and(Additive::is_noise)).count();
    let most = forms.iter().flatten().map(|form| form.places.len()).max();
    if others > 1 { most.unwrap_or(0) } else { 0 }
}

/// The law of a sum, if each of its terms has one.
pub fn law(element: &Element) -> Option<Law> {
    if levels(std::slice::from_ref(element)) > MOST_LEVELS {
        return None;
    }
    let (mut noise, mut base, mut others) = (None::<Additive>, None::<Additive>, Vec::new());
    let mut terms = Vec::new();
    flatten(element, 1.0, &mut terms);
    if terms.len() < 2 {
        return None;
    }
    for term in &terms {
        match Additive::of(term) {
            Some(form) if form.is_noise() => {
                noise = Some(noise.map_or(form.clone(), |all| all.plus(form)));
            }
            Some(form) if base.is_none() => base = Some(form),
            Some(form) => others.push(Law::added(form)),
            None => others.push(Law::of(term)?),
        }
    }
    let first = match (base, noise) {
        (Some(base), Some(noise)) => Some(base.plus(noise)),
        (base, noise) => base.or(noise),
    };
    added(first.map(Law::added).into_iter().chain(others).collect())
}

/// All laws added, if there are any.
pub fn added(mut laws: Vec<Law>) -> Option<Law> {
    let reach = |law: &Law| {
        let outer = law.gaps()[0];
        outer.right.up_to(&outer.left)
    };
    // What reaches farthest first: places are counted from its levels.
    sort_by_key(&mut laws, |law| -reach(law));
    laws.into_iter().reduce(|sum, law| Law::Free(Box::new(Free::new([sum, law]))))
}

/// Terms of sums within sums and their multiples.
fn flatten(element: &Element, factor: f64, into: &mut Vec<Element>) {
    match element {
        Element::Sum(sum) => sum.terms().iter().for_each(|term| flatten(term, factor, into)),
        Element::Scaled(c, of) => flatten(of, c * factor, into),
        other => into.push(Element::Scaled(factor, Box::new(other.clone()))),
    }
}
