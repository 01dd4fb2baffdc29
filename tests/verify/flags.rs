//! What a reader should look at: the part of a sentence that a claim lacks, and who says it there.

use super::*;

#[test]
fn a_clipped_sentence_is_flagged_for_what_it_lost() {
    let v = ask(&bridge(), "the old bridge will hold", Some("Ana Ruiz"));
    assert_eq!((v.wording, v.attribution), (WordingClass::Verbatim, AttributionClass::Confirmed));
    assert_eq!(v.flags, [Flag::Fragment, Flag::ClippedNegation, Flag::ClippedCondition]);
    let whole = ask(&bridge(), "I do not think that the old bridge will hold if the river rises again", None);
    assert!(whole.flags.is_empty(), "{:?}", whole.flags);
}

#[test]
fn a_question_printed_as_a_statement_is_flagged() {
    assert!(ask(&bridge(), "who will pay for a new one", None).flags.contains(&Flag::Question));
    assert!(!ask(&bridge(), "Who will pay for a new one?", None).flags.contains(&Flag::Question));
}

#[test]
fn words_that_the_speaker_quotes_are_flagged() {
    assert!(
        ask(&bridge(), "a ferry needs no pillars", Some("Lena Brandt")).flags.contains(&Flag::EmbeddedSpeech)
    );
}

#[test]
fn a_marked_gap_that_hides_a_no_is_flagged() {
    let v = ask(&bridge(), "The council has 12 million crowns … in the drawer", None);
    assert_eq!(v.wording, WordingClass::Elided);
    assert!(v.flags.contains(&Flag::GapPolarity));
    let silent = ask(&bridge(), "The council has 12 million crowns in the drawer", None);
    assert_eq!(silent.wording, WordingClass::SilentOmission);
    assert_eq!(silent.changes[0].material, Material::Likely);
}

#[test]
fn what_an_outlet_says_before_a_fragment_is_read() {
    for (source, wanted) in [
        ("Ana Ruiz did not give “absolute proof of the harbour's age” on Monday.", Flag::ClippedNegation),
        ("Ana Ruiz said she would never “hurt the rights of the islanders” again.", Flag::ClippedNegation),
        (
            "Ana Ruiz denied that she had called it “the worst ferry of the whole coast” in May.",
            Flag::ClippedNegation,
        ),
        (
            "Ana Ruiz said that if “the last resolution of the council holds,” she would go.",
            Flag::ClippedCondition,
        ),
    ] {
        let claim = source.split(['“', '”']).nth(1).unwrap();
        let verdict = ask(&[article("a", "A", source)], claim, None);
        assert!(verdict.flags.contains(&wanted), "{source}: {:?}", verdict.flags);
    }
    let plain = "It did not rain, and Ana Ruiz gave “absolute proof of the harbour's age” on Monday.";
    let verdict = ask(&[article("a", "A", plain)], "absolute proof of the harbour's age", None);
    assert!(!verdict.flags.contains(&Flag::ClippedNegation), "{:?}", verdict.flags);
}

#[test]
fn a_no_in_another_clause_denies_nothing() {
    for (sentence, claim) in [
        ("Nobody asked the ferrymen but we fear for the bridge", "we fear for the bridge"),
        (
            "Since nobody listens any more, it is a waste to write to the council",
            "it is a waste to write to the council",
        ),
        ("If the wall cannot be mended, it should be pulled down", "it should be pulled down"),
        ("This is not a ferry, it is a floating wreck", "it is a floating wreck"),
    ] {
        let articles = [article("a", "A", &format!("“{sentence},” Ana Ruiz said."))];
        assert!(!ask(&articles, claim, None).flags.contains(&Flag::ClippedNegation), "{sentence}");
    }
    for (sentence, claim) in [
        ("I do not believe the bridge will hold", "the bridge will hold"),
        ("Nobody in the council thinks, as far as I know, that the bridge will hold", "the bridge will hold"),
    ] {
        let articles = [article("a", "A", &format!("“{sentence},” Ana Ruiz said."))];
        assert!(ask(&articles, claim, None).flags.contains(&Flag::ClippedNegation), "{sentence}");
    }
}

#[test]
fn a_hedge_is_one_with_an_adverb_in_it() {
    for hedge in ["I think", "I still think", "I do think", "And I really do believe"] {
        let articles = [article("a", "A", &format!("“{hedge} the bridge will hold,” Ana Ruiz said."))];
        assert!(ask(&articles, "the bridge will hold", None).flags.contains(&Flag::ClippedHedge), "{hedge}");
    }
}

#[test]
fn an_earlier_piece_is_no_saying_of_somebody_else() {
    let flagged = |text: &str| {
        let articles = [article("a", "A", text)];
        ask(&articles, "you give the harbour to the sea", None).flags.contains(&Flag::EmbeddedSpeech)
    };
    assert!(!flagged(
        "“Whenever they tell the council so,” Ana Ruiz said, “you give the harbour to the sea.”"
    ));
    assert!(!flagged("“A rather old rule is that you give the harbour to the sea,” Ana Ruiz said."));
    assert!(flagged("“My father always said you give the harbour to the sea,” Ana Ruiz recalled."));
}

#[test]
fn a_cut_that_hides_a_no_in_other_words_is_flagged() {
    for (source, claim) in [
        (
            "We fell short of proving that the wall is safe and sound",
            "We … proving that the wall is safe and sound",
        ),
        (
            "The council failed to tell the islanders about the wall",
            "The council … tell the islanders about the wall",
        ),
        ("Very few of the islanders want the new ferry back", "… of the islanders want the new ferry back"),
        (
            "The islanders stopped short of blaming the ferry company",
            "The islanders *** blaming the ferry company",
        ),
        ("I do not want to sell the old lamp", "I do [really] want to sell the old lamp"),
    ] {
        let verdict = ask(&[article("a", "A", &format!("“{source},” Ana Ruiz said."))], claim, None);
        let told =
            verdict.flags.contains(&Flag::GapPolarity) || verdict.flags.contains(&Flag::ClippedNegation);
        assert!(told, "{source}: {:?}", verdict.flags);
    }
    let whole = "“The wall is safe and sound. Nobody has ever asked why. The ferry will sail in the morning,” Ana Ruiz said.";
    let claim = "The wall is safe and sound. … The ferry will sail in the morning";
    let verdict = ask(&[article("a", "A", whole)], claim, None);
    assert!(!verdict.flags.contains(&Flag::GapPolarity), "{:?}", verdict.flags);
    assert!(Gate::lenient().failures(&verdict).is_empty());
}

#[test]
fn what_is_said_of_a_topic_is_nobody_elses_speech() {
    let flags = |source: &str, claim: &str| {
        ask(&[article("a", "A", &format!("“{source},” Ana Ruiz said."))], claim, None).flags
    };
    let topic =
        flags("He does not talk about the rotten pillars of the bridge", "the rotten pillars of the bridge");
    assert!(!topic.contains(&Flag::EmbeddedSpeech), "{topic:?}");
    let said = flags(
        "He says the rotten pillars of the bridge will hold",
        "the rotten pillars of the bridge will hold",
    );
    assert!(said.contains(&Flag::EmbeddedSpeech), "{said:?}");
    let tag =
        flags("I am for the rotten pillars of the bridge, OK? And you", "the rotten pillars of the bridge");
    assert!(!tag.contains(&Flag::Question), "{tag:?}");
    let broken = flags(
        "I don't know any -- honestly, I like the rotten pillars of it",
        "honestly, I like the rotten pillars of it",
    );
    assert!(!broken.contains(&Flag::ClippedNegation), "{broken:?}");
    let before = flags(
        "He was a failed captain, he should have mended the pillars",
        "he should have mended the pillars",
    );
    assert!(!before.contains(&Flag::ClippedNegation), "{before:?}");
}

#[test]
fn a_no_of_another_phrase_clips_nothing() {
    let clipped = |source: &str, claim: &str| {
        let articles = [article("a", "A", &format!("“{source},” Ana Ruiz said."))];
        ask(&articles, claim, None).flags.contains(&Flag::ClippedNegation)
    };
    for (source, claim) in [
        (
            "He does not want to talk about the rotten pillars of the bridge",
            "the rotten pillars of the bridge",
        ),
        (
            "I was no captain, but I was against the new harbour wall",
            "but I was against the new harbour wall",
        ),
        ("I, no, we sold the rotten pillars of the bridge", "we sold the rotten pillars of the bridge"),
        (
            "It was the finest ferry of the whole coast not long ago",
            "It was the finest ferry of the whole coast",
        ),
        ("I do not know anybody who mended the rotten pillars", "mended the rotten pillars"),
    ] {
        assert!(!clipped(source, claim), "{source}");
    }
    for (source, claim) in [
        ("I do not think that the rotten pillars will hold", "the rotten pillars will hold"),
        ("Nobody says the rotten pillars will hold", "the rotten pillars will hold"),
    ] {
        assert!(clipped(source, claim), "{source}");
    }
}

#[test]
fn a_change_in_another_sentence_touches_no_sense() {
    let material = |source: &str, claim: &str, speaker: &str| {
        let verdict = ask(&[article("a", "A", source)], claim, Some(speaker));
        verdict.changes.iter().any(|c| c.material == Material::Likely)
    };
    let source = "“The council paid for all of the rotten pillars of the bridge in May,” Ana Ruiz said.";
    let claim = "The council never paid for all of the rotten pillars of the bridge in May";
    assert!(material(source, claim, "Ana Ruiz"));
    let other = "“We shook hands with fishermen on the rotten pier,” Tom Okafor said.";
    assert!(!material(other, "He shook hands with everybody on the pier", "Ana Ruiz"));
}
