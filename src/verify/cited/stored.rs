//! Do the words of a claim stand where they are said to stand?
//!
//! In: a claim that is asked of one source alone, and the places in its text that came with the claim. Out: yes or no. One place is one of the
//! running text. Several are the pieces of a quotation, which are looked for where the source's quotations were put together: what the source
//! prints between its pieces is no part of one.

use crate::align::affine::Aligner;
use crate::model::{ArticleIx, Offsets, WordingClass};
use crate::verify::asked::Asked;
use crate::verify::search::sources::Stream;
use crate::verify::search::windows::Window;
use crate::verify::wording::place;

/// Quotations in pieces, the nearest ones before a place, in which it can be nested.
const NESTED: usize = 8;

/// Whether the words stand between the pairs of code points of a source's text. Without a pair they do not.
pub fn stands_at(alone: &Asked, article: ArticleIx, stored: &[(usize, usize)]) -> bool {
    if stored.is_empty() || !alone.in_time(article) {
        return false;
    }
    let offsets = Offsets::new(alone.sources.articles()[article].text());
    let bytes = |&(start, end): &(usize, usize)| offsets.byte(start).zip(offsets.byte(end));
    let Some(places) = stored.iter().map(bytes).collect::<Option<Vec<_>>>() else { return false };
    let window = match places.as_slice() {
        [one] => alone.sources.running_text(article).and_then(|stream| window(alone, stream, &[*one])),
        pieces => put_together(alone, article, pieces[0].0).find_map(|stream| window(alone, stream, pieces)),
    };
    let class = |window| place::place(alone, window, &mut Aligner::default()).class;
    window.is_some_and(|window| class(window) <= WordingClass::Bracketed)
}

/// The quotations in pieces of an article that a byte can be in, the nearest first.
fn put_together<'a>(
    alone: &Asked<'a>,
    article: ArticleIx,
    byte: usize,
) -> impl Iterator<Item = Stream> + use<'a> {
    let (sources, running) = (alone.sources, alone.sources.running_text(article));
    let (from, to) = (running.map_or(0, |running| running.end), sources.reach(article).1);
    let at = |place: u32| sources.streams.partition_point(|stream| stream.first < place);
    let all = &sources.streams[at(from)..at(to).max(at(from))];
    // They come in the order in which they begin.
    let begun = |stream: &Stream| sources.row()[stream.first as usize].start as usize <= byte;
    let before = all.partition_point(begun);
    all[..before].iter().rev().take(NESTED).copied()
}

/// The words of a stream that stand in these places, if each of them has one and nothing is between them.
fn window(alone: &Asked, stream: Stream, places: &[(usize, usize)]) -> Option<Window> {
    let words = &alone.sources.row()[stream.first as usize..stream.end as usize];
    let at = |byte: usize| words.partition_point(|word| (word.start as usize) < byte);
    let mut inside = 0;
    for &(start, end) in places {
        inside += at(end).checked_sub(at(start)).filter(|&words| words > 0)?;
    }
    let (from, to) = (at(places.first()?.0), at(places.last()?.1));
    let place = |word: usize| Some(stream.first + u32::try_from(word).ok()?);
    let (from, to) = (to.checked_sub(from) == Some(inside)).then_some((place(from)?, place(to)?))?;
    Some(Window { stream: alone.sources.stream(from), from, to, score: 0.0 })
}
