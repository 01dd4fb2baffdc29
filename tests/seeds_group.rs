//! Grouping and comparing on the seeds' own gold quotations: how well without the extractor's slips?

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test or a failed measurement")]

use inquit::group;
use inquit::lexicon::Lexicon;
use inquit::model::{
    Article, ArticleHeader, ArticleIx, Basis, Content, Kind, Quotation, Rule, Span, Speaker,
};

struct Gold {
    articles: Vec<Article>,
    quotations: Vec<Quotation>,
    /// article, bytes, remark
    segments: Vec<(usize, Span, String)>,
}

fn gold() -> Gold {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let (mut articles, mut quotations, mut segments) = (Vec::<Article>::new(), Vec::new(), Vec::new());
    for line in std::fs::read_to_string(folder.join("gold.jsonl")).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let name = row["article"].as_str().unwrap();
        let article = articles.iter().position(|a| a.id() == name).unwrap_or_else(|| {
            let text = std::fs::read_to_string(folder.join(name)).unwrap();
            articles.push(Article::new(name, ArticleHeader::default(), text).unwrap());
            articles.len() - 1
        });
        let text = articles[article].text();
        let span = |v: &serde_json::Value| {
            let byte = |k: &str| {
                text.char_indices().nth(v[k].as_u64().unwrap() as usize).map_or(text.len(), |(i, _)| i)
            };
            Span::new(text, byte("start"), byte("end")).unwrap()
        };
        let kind = match row["kind"].as_str().unwrap() {
            "not-speech" => Kind::NotSpeech,
            "mixed" => Kind::Mixed,
            _ => Kind::Direct,
        };
        let name = row["speaker_name"].as_str();
        let headline = row["kind"] == "headline";
        quotations.push(Quotation {
            article: ArticleIx(article),
            headline,
            speaker: name.map(|n| Speaker { mention: None, name: Some(n.to_owned()), basis: Basis::Name }),
            ..Quotation::new(vec![Content { span: span(&row), closed: true }], kind, Rule::Unattributed)
        });
        if !headline {
            for s in row["remarks"].as_array().unwrap() {
                segments.push((article, span(s), s["remark"].as_str().unwrap().to_owned()));
            }
        }
    }
    Gold { articles, quotations, segments }
}

#[test]
fn the_seeds_remarks_are_found() {
    let g = gold();
    let remarks = group::remarks(&g.articles, &g.quotations, Lexicon::built_in());
    let placed: Vec<Vec<usize>> = g
        .segments
        .iter()
        .map(|(article, span, _)| {
            let touches = |r: &inquit::model::Remark| {
                r.wordings.iter().any(|w| {
                    let both = w.span.end().min(span.end()).saturating_sub(w.span.start().max(span.start()));
                    w.article.0 == *article && 2 * both > span.len().min(w.span.len())
                })
            };
            (0..remarks.len()).filter(|&i| touches(&remarks[i])).collect()
        })
        .collect();
    let (mut tp, mut fp, mut missed) = (0, 0, 0);
    for (i, a) in g.segments.iter().enumerate() {
        for (j, b) in g.segments.iter().enumerate().skip(i + 1) {
            if a.0 == b.0 && a.1.overlaps(b.1) {
                continue;
            }
            let have = placed[i].iter().any(|r| placed[j].contains(r));
            let words = |s: &(usize, Span, String)| s.1.of(g.articles[s.0].text()).to_owned();
            match (a.2 == b.2, have) {
                (true, true) => tp += 1,
                (false, true) => {
                    fp += 1;
                    println!("wrong: {} | {}", words(a), words(b));
                }
                (true, false) => {
                    missed += 1;
                    println!("missed: {} | {}", words(a), words(b));
                }
                (false, false) => {}
            }
        }
    }
    let (p, r) = (100.0 * tp as f64 / (tp + fp) as f64, 100.0 * tp as f64 / (tp + missed) as f64);
    println!("pairs: {tp} right, {fp} wrong, {missed} missed; P {p:.1} R {r:.1}");
    assert!(p >= 97.0, "precision {p:.1}");
    assert!(r >= 92.0, "recall {r:.1}");
}
