use inquit::lexicon::Lexicon;
use inquit::model::*;
use inquit::verify::*;
fn main() {
    let l = Lexicon::built_in();
    let mut articles = vec![];
    let mut files: Vec<_> = std::fs::read_dir("seeds")
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    for f in &files {
        articles.push(
            Article::new(
                f.file_name().unwrap().to_str().unwrap(),
                ArticleHeader::default(),
                std::fs::read_to_string(f).unwrap(),
            )
            .unwrap(),
        );
    }
    let mut qs = vec![];
    for (i, a) in articles.iter().enumerate() {
        for mut q in inquit::extract(a, l, &inquit::ExtractOptions::default()).quotations {
            q.article = i;
            qs.push(q);
        }
    }
    let s = Sources::new(&articles, &qs, l);
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let (t, sp) = line
            .split_once('|')
            .map(|(a, b)| (a.to_string(), Some(b.to_string())))
            .unwrap_or((line.clone(), None));
        let v = verify(&Claim { text: t, speaker: sp, ..Default::default() }, &s);
        println!(
            "CLAIM {} | {:?}\n  {} {:?} {} {:?} {:?}",
            v.claim.text,
            v.claim.speaker,
            v.wording.name(),
            v.form,
            v.attribution.name(),
            v.flags,
            v.grade
        );
        for c in &v.changes {
            let e = &v.evidence[c.evidence];
            println!(
                "   {:?} {:?} {:?} [{}] -> [{}]",
                c.change.kind,
                c.change.grade,
                c.material,
                c.change.base.map(|b| b.of(articles[e.article].text())).unwrap_or(""),
                c.change.version.map(|b| b.of(&v.claim.text)).unwrap_or("")
            );
        }
        for e in v.evidence.iter().take(4) {
            println!(
                "   @{} {} {:?} {} [{}]",
                &articles[e.article].id()[..3],
                e.wording.name(),
                e.name,
                e.attribution.name(),
                e.span.of(articles[e.article].text())
            );
        }
    }
}
#[cfg(test)]
mod t {
    #[test]
    fn x() {}
}
