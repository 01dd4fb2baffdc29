//! A weight file as the program reads it.
//!
//! In: what was learned, and from what. Out: the text of the file: its head, then the observations in the order of their names.

use inquit::lexicon::{Lexicon, Observation, Template, Value};

/// What a weight file says at its head.
pub struct Head<'a> {
    /// What the file is.
    pub about: &'a str,
    /// The example that wrote it: "learn_reading".
    pub learner: &'a str,
    /// The files that it learned from, as on its command line.
    pub files: &'a str,
    /// The names of the data.
    pub data: &'a str,
    pub commit: &'a str,
    pub date: &'a str,
    pub articles: usize,
    pub examples: usize,
}

/// The text of a weight file, without the observations that weigh less than `least`.
pub fn weight_file<T: Template>(
    head: &Head<'_>,
    mut weights: Vec<(Observation<T>, f64)>,
    least: f64,
) -> String {
    let lexicon = Lexicon::built_in();
    let name = |o: &Observation<T>| (o.template.name(), lexicon.value_name(o.a).to_owned(), o.b.name());
    weights.retain(|(_, weight)| weight.abs() >= least);
    weights.sort_by_cached_key(|(o, _)| name(o));
    let Head { about, learner, files, data, commit, date, articles, examples } = head;
    let mut text = format!(
        "# {about}\n# Learned, not written by hand: examples/{learner}.rs; docs/accuracy.md.\n\n[learned]\n\
         data = {data:?}\narticles = {articles}\nexamples = {examples}\ncommit = {commit:?}\n\
         command = \"{learner} {files}\"\ndate = {date:?}\n"
    );
    let mut template = None;
    for (o, weight) in weights {
        if template != Some(o.template) {
            template = Some(o.template);
            text += &format!("\n[{}]\n", key(o.template.name()));
        }
        let joint = if o.b == Value::NONE { "" } else { " + " };
        let (_, a, b) = name(&o);
        text += &format!("{} = {weight:.2}\n", key(&format!("{a}{joint}{b}")));
    }
    text
}

/// A key of TOML, in quotation marks.
fn key(name: &str) -> String {
    format!("\"{name}\"")
}
