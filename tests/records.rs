//! The records of the machine formats: each is read back as it was written, and `docs/format.md` names every key of each.
//!
//! Every record is written out here with all its fields, so that a new field does not compile until it is in this file, and the test fails
//! until it is in the document.

use std::collections::BTreeSet;
use std::fmt::Debug;

use inquit::model::{
    AttributionClass, Basis, ChangeGrade, ChangeKind, ClaimId, Clipped, DateFrom, EvidenceGrade, Flag, Form,
    Kind, Material, OpenReason, PersonBasis, Quoted, Receipt, Rule, Searched, SourceClass, SourceHash,
    SourceHashes, SpeakerDifference, SpeakerKind, Stance, StoredPlace, UnreadReason, WordingClass,
};
use inquit::record::{
    AccountRecord, AnsweredRecord, ApartRecord, ChangeRecord, CheckSummaryRecord, CheckedRecord, CitedRecord,
    ClaimErrorRecord, ClaimPlaceRecord, ClaimSummaryRecord, CodePoints, CollationRecord, CueRecord,
    DraftRecord, EvidenceRecord, GroupRecord, GroupSummaryRecord, LinkRecord, ParaphraseRecord,
    PassedOverCounts, PassedOverRecord, PersonFormRecord, PersonNoteRecord, PersonRecord, PhraseRecord,
    PrintedPlace, QuotationRecord, RecordType, RemarkRecord, SCHEMA, SpeakerRecord, SummaryRecord,
    TimeRecord, TokenRecord, UncheckedRecord, VerdictChangeRecord, VerdictRecord, WordingRecord, json,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn speaker() -> Option<SpeakerRecord<'static>> {
    Some(SpeakerRecord {
        mention: Some("the mayor".into()),
        start: Some(20),
        end: Some(29),
        name: Some("Ana Ruiz".into()),
        basis: Basis::Nominal,
    })
}

fn cue() -> Option<CueRecord<'static>> {
    let (text, lemma) = ("warned".into(), "warn".into());
    Some(CueRecord { text, lemma, stance: Stance::Assertive, start: 30, end: 36 })
}

fn via() -> Option<PhraseRecord<'static>> {
    Some(PhraseRecord { mention: "State radio".into(), start: 40, end: 51 })
}

fn addressee() -> Option<PhraseRecord<'static>> {
    Some(PhraseRecord { mention: "reporters".into(), start: 53, end: 62 })
}

fn place() -> CodePoints<'static> {
    CodePoints { start: 1, end: 14, text: "It will\u{1b} hold".into() }
}

fn quotation() -> QuotationRecord<'static> {
    QuotationRecord {
        r#type: RecordType::Quotation,
        quotation: "a.txt#1".into(),
        article: "a.txt".into(),
        outlet: Some("Courier".into()),
        date: Some("2024-05-04".into()),
        date_from: Some(DateFrom::Crawl),
        kind: Kind::Direct,
        start: 1,
        end: 14,
        text: "It will hold".into(),
        speaker: speaker(),
        cue: cue(),
        via: via(),
        addressee: addressee(),
        rule: Rule::ContentSpeakerCue,
        headline: true,
        parent: Some("a.txt#0".into()),
        confidence: 0.5,
        evidence: Some(vec!["+1.00 a verb".to_owned()].into()),
    }
}

fn wording() -> WordingRecord<'static> {
    WordingRecord {
        article: "a.txt".into(),
        outlet: None,
        date: None,
        date_from: Some(DateFrom::Crawl),
        title: Some("Pumps to run".into()),
        url: Some("https://post.example/pumps".into()),
        start: 1,
        end: 14,
        text: "It will hold".into(),
        sentence: place(),
        quotation: "a.txt#1".into(),
        kind: Kind::Mixed,
        speaker: speaker(),
        person: Some("ana-ruiz".into()),
        person_name: Some("Ana Ruiz".into()),
        person_basis: Some(PersonBasis::Description),
        cue: cue(),
        via: via(),
        addressee: addressee(),
        other_speaker: Some(SpeakerDifference::Voice),
        version: "B".into(),
        copy_of: Some("b.txt".into()),
        clipped: vec![Clipped::Hedge].into(),
        changes: vec![ChangeRecord {
            kind: ChangeKind::Replaced,
            grade: Some(ChangeGrade::Modality),
            base: Some(place()),
            version: None,
        }],
    }
}

fn remark() -> RemarkRecord<'static> {
    RemarkRecord {
        r#type: Some(RecordType::Remark),
        remark: "0123456789abcdef".into(),
        text: "It will hold".into(),
        speaker: Some("Ana Ruiz".into()),
        speaker_difference: Some(SpeakerDifference::Person),
        accounts: vec![AccountRecord {
            speaker: "the harbour board".into(),
            wordings: vec![0],
            difference: Some(SpeakerDifference::Voice),
        }],
        articles: 2,
        outlets: 2,
        independent: 1,
        wordings: vec![wording()],
        collation: Some(CollationRecord {
            witnesses: vec!["A".into()],
            table: vec![vec![vec![TokenRecord { t: "It".into(), n: "it".into() }]]],
        }),
        paraphrases: vec![ParaphraseRecord {
            article: "c.txt".into(),
            outlet: None,
            date: None,
            date_from: Some(DateFrom::Crawl),
            title: None,
            url: None,
            start: 3,
            end: 9,
            text: "it held".into(),
            sentence: place(),
            quotation: "c.txt#3".into(),
            speaker: None,
            person: None,
            person_name: None,
            person_basis: None,
            cue: None,
            via: None,
            addressee: None,
        }],
        links: Some(vec![LinkRecord {
            a: 0,
            b: 1,
            score: 7.5,
            reason: "will hold".into(),
            by_hand: Some("the same evening".into()),
        }]),
        people: Some(vec![PersonRecord {
            person: "ana-ruiz".into(),
            name: "Ana Ruiz".into(),
            forms: vec![PersonFormRecord { name: "Ruiz".into(), articles: 3 }],
            notes: vec![PersonNoteRecord { other: "ruiz".into(), reason: "their ages differ".into() }],
        }]),
        apart: vec![ApartRecord {
            wording: 0,
            article: "d.txt".into(),
            text: "It holds".into(),
            reason: "another bridge".into(),
        }],
    }
}

fn cited() -> CitedRecord<'static> {
    CitedRecord {
        r#as: "[1]".into(),
        source: Some(SourceClass::Unreadable),
        article: Some("b.txt".into()),
        wording: Some(WordingClass::NotFound),
        better: Some("a.txt".into()),
        reason: Some(UnreadReason::NoText),
        start: Some(15),
        end: Some(18),
        place: Some(StoredPlace::Moved),
        also: Vec::new(),
    }
}

fn receipt() -> Receipt {
    let list = Some(vec![SourceHash { id: "a.txt".to_owned(), hash: "0a1b".to_owned() }]);
    Receipt {
        program: "0.1.0".to_owned(),
        grammar: "00ff".to_owned(),
        style: Some("strict".to_owned()),
        fail_on: Some("altered".to_owned()),
        every: Some(true),
        min_words: Some(4),
        speaker: Some("Ana Ruiz".to_owned()),
        numbered: true,
        sources: SourceHashes { count: 1, hash: "2c3d".to_owned(), list },
    }
}

fn evidence() -> EvidenceRecord<'static> {
    EvidenceRecord {
        article: "a.txt".into(),
        source_hash: Some("0a1b".into()),
        outlet: None,
        date: None,
        date_from: Some(DateFrom::Crawl),
        url: Some("https://courier.example/a".into()),
        link: Some("https://courier.example/a#:~:text=It%20will%20hold".to_owned()),
        time: Some(TimeRecord { start: "00:00:01.500".to_owned(), end: "00:00:02.000".to_owned() }),
        start: 1,
        end: 14,
        text: "It will hold".into(),
        sentence: place(),
        place: Some(PrintedPlace { page: 3 }),
        wording: WordingClass::Altered,
        share: 0.75,
        quoted: Quoted::Yes,
        attribution: AttributionClass::Unresolved,
        reason: Some(OpenReason::CommonWords),
        speaker: Some("the mayor".into()),
        name: Some("Ana Ruiz".into()),
        cue: Some("warned".into()),
        via: Some("State radio".into()),
    }
}

fn verdict() -> VerdictRecord<'static> {
    VerdictRecord {
        r#type: RecordType::Verdict,
        claim: "It may hold".into(),
        speaker: Some("Ana Ruiz".into()),
        speaker_kind: Some(SpeakerKind::Person),
        wording: WordingClass::Altered,
        form: Some(Form::N3),
        attribution: AttributionClass::Unresolved,
        reason: Some(OpenReason::CommonWords),
        source: SourceClass::Elsewhere,
        cited: Some(CitedRecord { source: None, also: vec![cited()], ..cited() }),
        flags: vec![Flag::VerbShift].into(),
        grade: Some(EvidenceGrade::S1),
        changes: vec![VerdictChangeRecord {
            kind: ChangeKind::Replaced,
            grade: Some(ChangeGrade::Modality),
            material: Material::Likely,
            source: Some(place()),
            claim: Some(place()),
            evidence: 0,
        }],
        decides: Some(0),
        evidence: vec![evidence()],
        nearest: Some(Box::new(evidence())),
        ok: false,
        why: "words are others".into(),
        r#use: Some("It will hold".into()),
        searched: Searched { articles: 2, quotations: 3, words: 400 },
        schema: SCHEMA,
    }
}

fn summary() -> SummaryRecord {
    SummaryRecord {
        r#type: RecordType::Summary,
        schema: SCHEMA,
        articles: 2,
        quotations: 3,
        remarks: Some(2),
        shared: Some(1),
        warnings: 0,
        skipped: 1,
        left_out: 2,
        partial: 1,
    }
}

/// Checks that a record comes back from its JSON, and adds the names of its keys.
fn written<T: Serialize + DeserializeOwned + PartialEq + Debug>(record: &T, keys: &mut BTreeSet<String>) {
    let line = json(record).expect("a record is JSON");
    assert!(!line.contains('\u{1b}'), "{line}");
    assert_eq!(&serde_json::from_str::<T>(&line).expect("a record is read back"), record);
    names(&serde_json::from_str(&line).expect("a record is JSON"), keys);
}

fn names(value: &serde_json::Value, keys: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(object) => object.iter().for_each(|(key, value)| {
            keys.insert(key.clone());
            names(value, keys);
        }),
        serde_json::Value::Array(values) => values.iter().for_each(|value| names(value, keys)),
        _ => {}
    }
}

#[test]
fn every_record_is_read_back_and_every_key_is_described() {
    let mut keys = BTreeSet::new();
    written(&quotation(), &mut keys);
    written(&remark(), &mut keys);
    written(&verdict(), &mut keys);
    written(&summary(), &mut keys);
    let draft = DraftRecord {
        article: "d.md".into(),
        line: Some(3),
        column: None,
        paragraph: Some(2),
        start: 1,
        end: 9,
    };
    written(&CheckedRecord { verdict: verdict(), draft, failed: vec!["altered".into()] }, &mut keys);
    written(
        &CheckSummaryRecord {
            summary: summary(),
            checked: 3,
            failed: 1,
            unchecked: UncheckedRecord { too_short: 1, not_speech: 0 },
            every: true,
            marks: 4,
            pieces: 3,
            passed_over: PassedOverCounts { total: 1, short: 1, ..PassedOverCounts::default() },
            receipt: Some(Box::new(receipt())),
        },
        &mut keys,
    );
    let passed = PassedOverRecord {
        r#type: RecordType::PassedOver,
        draft: "d.md".into(),
        line: Some(3),
        column: None,
        paragraph: Some(2),
        start: 1,
        end: 9,
        text: "so called".into(),
        reason: "short".into(),
    };
    written(&passed, &mut keys);
    let place = Some(ClaimPlaceRecord { start: 1, end: 9 });
    let id = ClaimId::Text("c1".to_owned());
    written(
        &AnsweredRecord { id, verdict: verdict(), draft: place, failed: vec!["altered".into()] },
        &mut keys,
    );
    let id = ClaimId::Number(7);
    let message = "not a claim".into();
    written(&ClaimErrorRecord { r#type: RecordType::Error, id, line: 2, message }, &mut keys);
    let receipt = Some(Box::new(receipt()));
    written(&ClaimSummaryRecord { summary: summary(), claims: 3, failed: 1, receipt }, &mut keys);
    written(&GroupRecord { id: "a.txt#1".into(), group: "0123456789abcdef".into() }, &mut keys);
    let (quotations, groups, skipped) = (3, 2, 1);
    let last =
        GroupSummaryRecord { r#type: RecordType::Summary, schema: SCHEMA, quotations, groups, skipped };
    written(&last, &mut keys);

    let document = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/format.md"));
    let document = document.expect("the document is there");
    // A key is a word between backticks, perhaps with the key that holds it before a dot.
    let described: BTreeSet<&str> =
        document.split('`').skip(1).step_by(2).flat_map(|code| code.split('.')).collect();
    let missing: Vec<_> = keys.iter().filter(|key| !described.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "docs/format.md does not name {missing:?}");
}

#[test]
fn keys_that_are_left_out_are_read_as_absent() {
    let plain =
        QuotationRecord { date_from: None, headline: false, parent: None, evidence: None, ..quotation() };
    let line = json(&plain).expect("a record is JSON");
    assert!(!["date_from", "headline", "parent", "evidence"].iter().any(|key| line.contains(key)), "{line}");
    assert_eq!(serde_json::from_str::<QuotationRecord<'_>>(&line).expect("it is read back"), plain);
    let wording = WordingRecord { copy_of: None, clipped: Vec::new().into(), ..wording() };
    let line = json(&wording).expect("a record is JSON");
    assert!(!line.contains("clipped") && !line.contains("copy_of"), "{line}");
    assert_eq!(serde_json::from_str::<WordingRecord<'_>>(&line).expect("it is read back"), wording);
}
