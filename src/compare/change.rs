//! Finds the changes between two wordings.
//!
//! In: the base's and the version's units. Out: [`Change`]s in reading order. The units are aligned;
//! stretches between agreeing units become dropped, added, replaced, elided or bracketed, agreeing units that
//! are printed otherwise become spelling or form; runs of words that stand elsewhere are moved (see [`super::agreement`]).

use xxhash_rust::xxh3::xxh3_64;

use super::agreement::{moved, pull_together, slide, whole_words, without_islands};
use super::form::form;
use super::graded::GradedWords;
use super::likeness::likeness;
use super::words::{Unit, units};
use crate::align::global::align;
use crate::change::{ChangedWord, Exchange, alone, exchange, replacement};
use crate::lexicon::Lexicon;
use crate::model::{Change, ChangeGrade, ChangeKind, Span};
use crate::words::{ComparedKind, Vocabulary};

/// Returns the changes from `base` to `version`. Each is an article's text and the span of a wording in it.
pub fn changes(base: (&str, Span), version: (&str, Span), lexicon: &Lexicon) -> Vec<Change> {
    let mut words = Vocabulary::default();
    let ours = GradedWords::new(base.0, base.1, lexicon, &mut words);
    let theirs = GradedWords::new(version.0, version.1, lexicon, &mut words);
    let grading = Grading { base: &ours, version: &theirs, words: &words, lexicon };
    let (base, version) = (units(base.0, base.1, lexicon), units(version.0, version.1, lexicon));
    between(&base, &version, &|i, j| likeness(&base[i], &version[j]), grading)
}

/// What a replacement is graded by.
#[derive(Clone, Copy)]
pub(super) struct Grading<'a> {
    pub base: &'a GradedWords<'a>,
    pub version: &'a GradedWords<'a>,
    pub words: &'a Vocabulary,
    pub lexicon: &'a Lexicon,
}

impl Grading<'_> {
    fn read(&self, side: &GradedWords<'_>, units: &[Unit]) -> Vec<ChangedWord> {
        side.of(units, self.words, self.lexicon)
    }

    fn grade(&self, base: &[Unit], version: &[Unit]) -> ChangeGrade {
        replacement(&self.read(self.base, base), &self.read(self.version, version), self.lexicon)
    }

    /// What words touch that only one side has, between words that both have.
    fn alone(&self, side: &GradedWords<'_>, units: &[Unit]) -> Option<ChangeGrade> {
        alone(&self.read(side, units), side.is_set_off(units), self.lexicon)
    }

    fn exchange(&self, base: &[Unit], version: &[Unit]) -> Option<Exchange> {
        exchange(&self.read(self.base, base), &self.read(self.version, version), self.lexicon)
    }
}

/// The changes between two wordings; `gain` is the likeness of a unit of each.
pub(super) fn between(
    base: &[Unit],
    version: &[Unit],
    gain: &dyn Fn(usize, usize) -> f32,
    grading: Grading<'_>,
) -> Vec<Change> {
    let (left, right) = (keys(base), keys(version));
    let pairs = align(&left, &right, &mut |i, j| gain(i, j));
    let mut agree: Vec<(usize, usize)> =
        pairs.into_iter().filter(|&(i, j)| base[i].same(&version[j])).collect();
    whole_words(base, version, &mut agree);
    without_islands(base, version, &mut agree);
    pull_together(&mut agree, base, version);
    slide(&mut agree, (base, version), |in_base, at| {
        let (side, units) = if in_base { (grading.base, base) } else { (grading.version, version) };
        side.begins_clause(&units[at])
    });
    let moved = moved(base, version, &agree);
    let mut moved_by_base = moved.clone();
    moved_by_base.sort_unstable();
    let mut work = Work { base, version, grading, moved, moved_by_base, inner: false, out: Vec::new() };
    let (mut i, mut j) = (0, 0);
    let mut n = 0;
    while n < agree.len() {
        let (p, q) = agree[n];
        work.block(i..p, j..q);
        let from = n;
        n += 1;
        // The units of one printed word, on either side, are judged together.
        while n < agree.len() && (!base[agree[n].0].first || !version[agree[n].1].first) {
            n += 1;
        }
        let (p_end, q_end) = (agree[n - 1].0 + 1, agree[n - 1].1 + 1);
        work.printed(agree[from].0..p_end, agree[from].1..q_end);
        (i, j) = (p_end, q_end);
    }
    work.block(i..base.len(), j..version.len());
    work.exchanged();
    work.out
}

/// Returns the key for anchors of the alignment: the normal form. Each mark of omission has a key of its own.
fn keys(units: &[Unit]) -> Vec<u64> {
    let key = |(n, u): (usize, &Unit)| if u.is_word() { xxh3_64(u.normal.as_bytes()) } else { n as u64 };
    units.iter().enumerate().map(key).collect()
}

struct Work<'a> {
    base: &'a [Unit],
    version: &'a [Unit],
    grading: Grading<'a>,
    /// The runs that stand elsewhere, as `(base, version, length)`, in the version's order and in the base's.
    moved: Vec<(usize, usize, usize)>,
    moved_by_base: Vec<(usize, usize, usize)>,
    /// True if words that agree stand on either side of the stretch at hand: what is lost there bears on them. At an end it is what one side
    /// begins or stops with.
    inner: bool,
    out: Vec<Change>,
}

impl Work<'_> {
    fn push(&mut self, kind: ChangeKind, grade: Option<ChangeGrade>, base: &[Unit], version: &[Unit]) {
        self.out.push(Change { kind, grade, base: cover(base), version: cover(version) });
    }

    /// A stretch in which no units agree.
    fn block(&mut self, left: std::ops::Range<usize>, right: std::ops::Range<usize>) {
        if left.is_empty() && right.is_empty() {
            return;
        }
        let (base, version) = (self.base, self.version);
        let (begins, ends) = ((left.start, right.start), (left.end, right.end));
        self.inner = begins != (0, 0) && ends != (base.len(), version.len());
        let from_here = among(&self.moved_by_base, &left, |run| run.0).to_vec();
        let to_here = among(&self.moved, &right, |run| run.1).to_vec();
        if from_here.is_empty() && to_here.is_empty() {
            return self.plain(&base[left], &version[right]);
        }
        // Beside moved runs, it is not known which of the remaining words replaces which.
        let mut at = left.start;
        for (i, _, length) in from_here {
            self.plain(&base[at..i], &[]);
            at = i + length;
        }
        self.plain(&base[at..left.end], &[]);
        at = right.start;
        for (i, j, length) in to_here {
            self.plain(&[], &version[at..j]);
            self.push(ChangeKind::Moved, None, &base[i..i + length], &version[j..j + length]);
            at = j + length;
        }
        self.plain(&[], &version[at..right.end]);
    }

    fn plain(&mut self, base: &[Unit], version: &[Unit]) {
        let has = |units: &[Unit], kind| units.iter().any(|u| u.kind == kind);
        let of = |units: &[Unit], kind| units.iter().filter(|u| u.kind == kind).cloned().collect::<Vec<_>>();
        if has(version, ComparedKind::Gap) || has(base, ComparedKind::Gap) {
            // The words correspond to the mark on the other side.
            let (gap_b, gap_v) = (of(base, ComparedKind::Gap), of(version, ComparedKind::Gap));
            let (words_b, words_v) = (of_words(base), of_words(version));
            match (gap_b.is_empty(), gap_v.is_empty()) {
                // The version leaves words out, and says so. A mark among words that it adds hides none of
                // the base's.
                (true, false) if words_v.is_empty() || !words_b.is_empty() => {
                    self.push(ChangeKind::Elided, None, &words_b, &gap_v);
                    self.plain(&[], &words_v);
                }
                // The version has the words that the base leaves out.
                (false, true) if words_b.is_empty() && !words_v.is_empty() => {
                    self.push(ChangeKind::Elided, None, &gap_b, &words_v);
                }
                _ => self.plain(&words_b, &words_v),
            }
            return;
        }
        // With the words around them an editor's words are left out, and stand for nothing.
        if version.is_empty() != base.is_empty()
            && base.iter().chain(version).any(|u| u.kind == ComparedKind::Word)
        {
            return self.one_sided(base, version);
        }
        if has(version, ComparedKind::Bracketed) || has(base, ComparedKind::Bracketed) {
            let (ours_b, ours_v) = (of(base, ComparedKind::Bracketed), of(version, ComparedKind::Bracketed));
            let (words_b, words_v) = (of(base, ComparedKind::Word), of(version, ComparedKind::Word));
            // The editor's words replace the words that only the other side has.
            if !ours_v.is_empty() && words_v.is_empty() && ours_b.is_empty() {
                self.push(ChangeKind::Bracketed, None, &words_b, &ours_v);
            } else if !ours_b.is_empty() && words_b.is_empty() && ours_v.is_empty() {
                self.push(ChangeKind::Bracketed, None, &ours_b, &words_v);
            } else {
                self.plain(&words_b, &words_v);
                self.push(ChangeKind::Bracketed, None, &ours_b, &ours_v);
            }
            return;
        }
        match (base.is_empty(), version.is_empty()) {
            (true, true) => {}
            (false, false) => self.exchanged_for(base, version),
            _ => self.one_sided(base, version),
        }
    }

    /// Words that only one side has.
    fn one_sided(&mut self, base: &[Unit], version: &[Unit]) {
        let (kind, side, units) = match version.is_empty() {
            true => (ChangeKind::Dropped, self.grading.base, base),
            false => (ChangeKind::Added, self.grading.version, version),
        };
        let grade = self.grading.alone(side, units).filter(|_| self.inner);
        self.push(kind, grade, base, version);
    }

    /// Words in place of others, or one word in another style of the house.
    fn exchanged_for<'u>(&mut self, mut base: &'u [Unit], mut version: &'u [Unit]) {
        let Grading { base: ours, version: theirs, .. } = self.grading;
        // What the loop takes away has the same letters on both sides.
        let same_letters = letters(base).eq(letters(version));
        // A loop, since there may be one compound behind the other.
        loop {
            (base, version) = without_agreement(base, version);
            if base.is_empty() || version.is_empty() {
                return self.plain(base, version);
            }
            if same_letters || ours.are_same(base, theirs, version) {
                return self.push(ChangeKind::Spelling, None, base, version);
            }
            // "Worldview", "world view or his".
            let Some((b, v)) = joint_head(base, version) else { break };
            self.push(ChangeKind::Spelling, None, &base[..b], &version[..v]);
            (base, version) = (&base[b..], &version[v..]);
        }
        let (few, many) = (base.len().min(version.len()), base.len().max(version.len()));
        let shares_nothing = base.len() == self.base.len() && version.len() == self.version.len();
        if many > MOST_FOR_ONE * few + 1 || shares_nothing && many > MOST_FOR_ONE {
            self.plain(base, &[]);
            return self.plain(&[], version);
        }
        self.replaced(base, version);
    }

    /// Two words that changed places are two replacements, which together touch more or less than each of them.
    fn exchanged(&mut self) {
        let replaced: Vec<usize> =
            (0..self.out.len()).filter(|&n| self.out[n].kind == ChangeKind::Replaced).collect();
        for two in replaced.windows(2) {
            let (a, b) = (&self.out[two[0]], &self.out[two[1]]);
            let cover = |from: Option<Span>, to: Option<Span>| Some(from?.cover(to?));
            let (Some(base), Some(version)) = (cover(a.base, b.base), cover(a.version, b.version)) else {
                continue;
            };
            if let Some(exchange) =
                self.grading.exchange(within(self.base, base), within(self.version, version))
            {
                let out = &mut self.out;
                two.iter().for_each(|&n| out[n].grade = out[n].grade.map(|own| exchange.grade(own)));
            }
        }
    }

    /// Word by word if both sides have as many; neighbours of one grade are one change. Half a contraction
    /// ("the dam is", "it's") is part of what changed, and so is a word that is grave only together with its
    /// neighbours ("I think", "we know").
    fn replaced(&mut self, base: &[Unit], version: &[Unit]) {
        let whole = self.grading.grade(base, version);
        let halves = base.iter().chain(version).any(|u| !u.first);
        let mut grades = Vec::new();
        if base.len() == version.len() && !halves && !base.iter().zip(version).any(|(b, v)| b.same(v)) {
            grades.extend((0..base.len()).map(|n| self.grading.grade(&base[n..=n], &version[n..=n])));
        }
        if grades.iter().min().is_none_or(|gravest| whole < *gravest && whole <= ChangeGrade::Entity) {
            return self.push(ChangeKind::Replaced, Some(whole), base, version);
        }
        let mut from = 0;
        for run in grades.chunk_by(|x, y| x == y) {
            let to = from + run.len();
            self.push(ChangeKind::Replaced, Some(run[0]), &base[from..to], &version[from..to]);
            from = to;
        }
    }

    /// Checks whether words that agree are also printed in the same way.
    fn printed(&mut self, left: std::ops::Range<usize>, right: std::ops::Range<usize>) {
        let (base, version) = (&self.base[left], &self.version[right]);
        let printed =
            |units: &[Unit]| units.iter().filter(|u| u.first).map(|u| u.folded.clone()).collect::<Vec<_>>();
        if printed(base) == printed(version) {
            return;
        }
        match form(base, version, self.grading.lexicon) {
            ChangeGrade::Spelling => self.push(ChangeKind::Spelling, None, base, version),
            grade => self.push(ChangeKind::Replaced, Some(grade), base, version),
        }
    }
}

/// The runs whose place, by which they are sorted, is in a range.
fn among<'m>(
    runs: &'m [(usize, usize, usize)],
    range: &std::ops::Range<usize>,
    place: impl Fn(&(usize, usize, usize)) -> usize,
) -> &'m [(usize, usize, usize)] {
    let [from, to] = [range.start, range.end].map(|end| runs.partition_point(|run| place(run) < end));
    runs.get(from..to).unwrap_or_default()
}

/// More words than this for one word are not what stands in its place: the one was dropped, the others were added.
const MOST_FOR_ONE: usize = 2;

/// Both sides without the printed words that are the same at either end: of "don't" one half may have met another "don't".
fn without_agreement<'u>(mut base: &'u [Unit], mut version: &'u [Unit]) -> (&'u [Unit], &'u [Unit]) {
    let head = |units: &[Unit]| units.iter().skip(1).position(|u| u.first).map_or(units.len(), |at| at + 1);
    let tail = |units: &[Unit]| units.iter().rposition(|u| u.first).unwrap_or(0);
    let same = |a: &[Unit], b: &[Unit]| a[0].folded == b[0].folded && a.len() == b.len();
    while !base.is_empty() && !version.is_empty() {
        let (b, v) = (head(base), head(version));
        if !same(&base[..b], &version[..v]) {
            break;
        }
        (base, version) = (&base[b..], &version[v..]);
    }
    while !base.is_empty() && !version.is_empty() {
        let (b, v) = (tail(base), tail(version));
        if !same(&base[b..], &version[v..]) {
            break;
        }
        (base, version) = (&base[..b], &version[..v]);
    }
    (base, version)
}

/// The letters of words, as if they were one word.
fn letters(units: &[Unit]) -> impl Iterator<Item = char> {
    let printed = units.iter().filter(|u| u.first).map(|u| &*u.folded);
    printed.flat_map(str::chars).filter(|c| c.is_alphanumeric())
}

/// How many of the first words are the same letters on both sides, in more words on one of them.
fn joint_head(base: &[Unit], version: &[Unit]) -> Option<(usize, usize)> {
    let same = |&(b, v): &(usize, usize)| {
        let heads = base.get(..b).zip(version.get(..v));
        heads.is_some_and(|(b, v)| letters(b).next().is_some() && letters(b).eq(letters(v)))
    };
    [(1, 2), (2, 1)].into_iter().find(same)
}

/// The units that a span covers; they follow each other.
fn within(units: &[Unit], span: Span) -> &[Unit] {
    let from = units.partition_point(|u| u.span.end() <= span.start());
    let to = units.partition_point(|u| u.span.start() < span.end());
    units.get(from..to).unwrap_or_default()
}

fn of_words(units: &[Unit]) -> Vec<Unit> {
    units.iter().filter(|u| u.is_word()).cloned().collect()
}

fn cover(units: &[Unit]) -> Option<Span> {
    units.iter().map(|u| u.span).reduce(Span::cover)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(base: &str, version: &str) -> Vec<String> {
        let span = |t: &str| Span::new(t, 0, t.len()).unwrap();
        let name = |v: serde_json::Value| v.as_str().unwrap_or_default().to_owned();
        changes((base, span(base)), (version, span(version)), Lexicon::built_in())
            .into_iter()
            .map(|c| {
                let grade = c
                    .grade
                    .map(|g| format!("/{}", name(serde_json::to_value(g).unwrap())))
                    .unwrap_or_default();
                let of = |s: Option<Span>, t| s.map_or("-", |s: Span| s.of(t)).to_owned();
                let kind = name(serde_json::to_value(c.kind).unwrap());
                format!("{kind}{grade}: {} > {}", of(c.base, base), of(c.version, version))
            })
            .collect()
    }

    #[test]
    fn nothing_changes_by_typography() {
        assert!(shown("The “dam” won't hold, he says.", "the 'dam' won’t hold — he says").is_empty());
    }

    #[test]
    fn words_are_dropped_added_and_replaced() {
        assert_eq!(
            shown("the old bridge will fall", "the bridge will fall soon"),
            ["dropped: old > -", "added: - > soon"]
        );
        assert_eq!(
            shown(
                "reached agreement on some specific issues",
                "reached agreement on certain specific, unspecified points"
            ),
            ["replaced/quantifier: some specific issues > certain specific, unspecified points"]
        );
    }

    #[test]
    fn replacements_are_graded_by_the_gravest() {
        for (base, version, want) in [
            ("a mayor like my father", "a mayor unlike my father", "replaced/polarity: like > unlike"),
            ("we can pay for it", "we can't pay for it", "replaced/polarity: can > can't"),
            ("the dam may fail", "the dam must fail", "replaced/modality: may > must"),
            ("all towns agree", "most towns agree", "replaced/quantifier: all > most"),
            ("we lost 12 boats", "we lost 21 boats", "replaced/number: 12 > 21"),
            ("he met Okafor there", "he met Silva there", "replaced/entity: Okafor > Silva"),
            ("the town is safe", "the town was safe", "replaced/tense: is > was"),
            ("they walked to the dam", "they walk to the dam", "replaced/tense: walked > walk"),
            ("fix our roads", "fix my roads", "replaced/person: our > my"),
            ("the tunnel is open", "the bridge is open", "replaced/lexical: tunnel > bridge"),
            (
                "support stabilising work",
                "support stabilisation work",
                "replaced/lexical: stabilising > stabilisation",
            ),
            ("we will stabilise prices", "we will stabilize prices", "spelling: stabilise > stabilize"),
            ("we do not pay", "we don't pay", "spelling: do not > don't"),
            ("we can't pay", "we cannot pay", "spelling: can't > cannot"),
            ("Silas’s boat", "Silas’ boat", "spelling: Silas’s > Silas"),
            ("the United States will pay", "the U.S. will pay", "spelling: United States > U.S."),
        ] {
            assert_eq!(shown(base, version), [want], "{base} / {version}");
        }
    }

    #[test]
    fn what_the_editor_marks_is_kept_apart() {
        assert_eq!(shown("we saw the big dam burst", "we saw … the dam burst").len(), 2);
        assert_eq!(shown("we saw the big old dam burst", "we saw the … dam burst"), ["elided: big old > …"]);
        assert_eq!(shown("he left at noon", "he [the mayor] left at noon"), ["bracketed: - > the mayor"]);
        assert_eq!(shown("he left at noon", "[the mayor] left at noon"), ["bracketed: he > the mayor"]);
    }

    #[test]
    fn compounds_behind_one_another_are_spelled_otherwise() {
        assert_eq!(
            shown("the millpond lockgate is full", "the mill pond lock gate is full"),
            ["spelling: millpond lockgate > mill pond lock gate"]
        );
        assert_eq!(
            shown("the millpond lockgate tower is full", "the mill pond lock gate roof is full"),
            [
                "spelling: millpond > mill pond",
                "spelling: lockgate > lock gate",
                "replaced/lexical: tower > roof"
            ]
        );
    }

    #[test]
    fn long_runs_move_short_ones_do_not() {
        assert_eq!(
            shown(
                "through this visit to our valley, I hope that the minister helps",
                "I hope that the minister helps through this visit to our valley"
            ),
            ["moved: through this visit to our valley > through this visit to our valley"]
        );
        assert_eq!(
            shown("coal mines and coal firms", "coal firms and coal mines")
                .iter()
                .filter(|c| c.starts_with("moved"))
                .count(),
            0
        );
    }
}
