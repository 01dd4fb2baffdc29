use super::*;

fn shown(text: &str, turns: &[Turn]) -> Vec<String> {
    let words = |t: &Turn| t.words.iter().map(|w| w.of(text)).collect::<Vec<_>>().join(" | ");
    turns.iter().map(|t| format!("{} > {}", t.label.map_or("-", |l| l.of(text)), words(t))).collect()
}

#[test]
fn labels_of_all_kinds_begin_a_turn() {
    let text = "Hearing on the ferry\n\nTHE CHAIR:  Good morning. (Applause.)\n\nPlease sit.\n\n(Laughter.)\n\n\
                Q    Who shut the doors?\n\nSENATOR BRANDT (I-ME): I did not.\nQ: And who did?\nMR. O’DELL: Nobody: they stood open.\n";
    let told = plain_turns(text, Lexicon::built_in()).unwrap().turns;
    assert_eq!(
        shown(text, &told),
        [
            "THE CHAIR > Good morning. | Please sit.",
            "Q > Who shut the doors?",
            "SENATOR BRANDT > I did not.",
            "Q > And who did?",
            "MR. O’DELL > Nobody: they stood open.",
        ]
    );
}

#[test]
fn names_in_small_letters_count_where_they_stand_twice() {
    let text =
        "Ana Ruiz: One.\nTom Okafor: Two.\nAna Ruiz: Three.\nNote: this is a remark.\nTom Okafor: Four.";
    assert_eq!(
        shown(text, &turns(text, Lexicon::built_in()).turns),
        [
            "Ana Ruiz > One.",
            "Tom Okafor > Two.",
            "Ana Ruiz > Three. | Note: this is a remark.",
            "Tom Okafor > Four."
        ]
    );
}

#[test]
fn an_article_is_no_transcript() {
    for text in [
        "LONDON: The bridge fell.\n\nThe council met.\n\nUPDATE: It met again, and spoke for a long time about nothing.",
        "“It fell,” Ana Ruiz said.\n\nQ fever is rare.",
        "",
    ] {
        assert_eq!(plain_turns(text, Lexicon::built_in()), None, "{text}");
    }
}

/// The turns of a text that nobody said anything of; the same are found where it is said to be a transcript.
fn both(text: &str) -> Vec<String> {
    let lexicon = Lexicon::built_in();
    let told = plain_turns(text, lexicon).unwrap_or_else(|| panic!("no record: {text}"));
    assert_eq!(told, turns(text, lexicon), "{text}");
    shown(text, &told.turns)
}

const ANA: [&str; 3] = [
    "The ferry will sail again on the first of May.",
    "We counted every lifebelt, and then we counted again.",
    "Nobody on this quay was asked to pay for it.",
];
const TOM: [&str; 3] = [
    "And who counted the boats, if I may ask?",
    "That is not what the harbour master wrote.",
    "Then we are done, and I thank you.",
];

#[test]
fn forms_of_labels_are_told_by_themselves() {
    for (ana, tom, printed) in [
        ("ANA RUIZ: ", "TOM OKAFOR: ", "ANA RUIZ"),
        ("Mr. RUIZ: ", "Ms. OKAFOR: ", "Mr. RUIZ"),
        ("McRUIZ: ", "OKAFOR: ", "McRUIZ"),
        ("MR. RUIZ. ", "MS. OKAFOR. ", "MR. RUIZ"),
        ("Senator RUIZ. ", "The CHAIRMAN. ", "Senator RUIZ"),
        ("Ms. Ruiz. ", "Senator Okafor. ", "Ms. Ruiz"),
        ("Ana Ruiz: ", "Tom Okafor: ", "Ana Ruiz"),
        ("**Ana Ruiz:** ", "**Tom Okafor:** ", "Ana Ruiz"),
        ("**ANA RUIZ**: ", "**TOM OKAFOR**: ", "ANA RUIZ"),
        ("[00:12:34] RUIZ: ", "[00:12:50] OKAFOR: ", "RUIZ"),
        ("00:12:34 Ana Ruiz: ", "00:12:50 Tom Okafor: ", "Ana Ruiz"),
        ("Ana Ruiz (00:12):\n", "Tom Okafor (00:50):\n", "Ana Ruiz"),
        ("Ana Ruiz  0:12\n", "Tom Okafor  0:50\n", "Ana Ruiz"),
        ("ANA RUIZ, QNN ANCHOR (voice-over): ", "TOM OKAFOR, QNN ANALYST: ", "ANA RUIZ, QNN ANCHOR"),
        (
            "Ana Ruiz -- Harbour Master\n\n",
            "Tom Okafor -- Quayside -- Analyst\n\n",
            "Ana Ruiz -- Harbour Master",
        ),
        (
            "The Secretary for Ports (Ana Ruiz)\n\n",
            "Tom Okafor (Leith) (Ind)\n\n",
            "The Secretary for Ports (Ana Ruiz)",
        ),
        ("ANA RUIZ - ", "TOM OKAFOR - ", "ANA RUIZ"),
        (">> RUIZ: ", ">> OKAFOR: ", "RUIZ"),
        ("Speaker 1: ", "Speaker 2: ", "Speaker 1"),
        ("Question: ", "Mayor Ruiz: ", "Question"),
        ("Q ", "MAYOR RUIZ: ", "Q"),
        ("Q\t", "MAYOR RUIZ: ", "Q"),
        ("Q\n", "MAYOR RUIZ:\n", "Q"),
    ] {
        let text: String = ANA.iter().zip(TOM).map(|(a, t)| format!("{ana}{a}\n\n{tom}{t}\n\n")).collect();
        let found = both(&text);
        assert_eq!(found.len(), 6, "{ana}: {found:?}");
        assert_eq!(found[2], format!("{printed} > {}", ANA[1]));
    }
}

/// A record with a paragraph that begins so; what came of that paragraph.
fn beside(paragraph: &str) -> Vec<String> {
    let text = format!(
        "MAYOR RUIZ: {}\n\nMR. OKAFOR: {}\n\nMAYOR RUIZ: {}\n\n{paragraph}\n\nMR. OKAFOR: {}\n",
        ANA[0], TOM[0], ANA[1], TOM[1]
    );
    both(&text)
}

#[test]
fn what_looks_like_a_label_ends_a_turn() {
    let alone = format!("MAYOR RUIZ > {}", ANA[1]);
    for label in [
        "Q ",
        "Question: ",
        "Speaker 2: ",
        "Mr. HALL. ",
        "Mr. Hall: ",
        "d’ARCY: ",
        "[REPORTER]: ",
        ">> ",
        "HALL\n",
        "Ann Hall\n\n",
        "HALL -- ",
        "A. ",
        "HALL: ",
        "Hall Obrunka: ",
        "DR. ANN HALL, PhD: ",
        "<v Hall>",
        "UPDATE: ",
        "— ",
    ] {
        let found = beside(&format!("{label}It was never painted."));
        assert_eq!(found[2], alone, "{label}: {found:?}");
    }
}

#[test]
fn what_is_no_speech_is_nobodys() {
    let alone = format!("MAYOR RUIZ > {}", ANA[1]);
    for note in [
        "(Whereupon, the hall was cleared.)\n\nThe lights went out.",
        "[Recess.]\n\nThe lights went out.",
        "[Whereupon, at 11:48 a.m., the hall\nwas cleared.]\nThe lights went out.",
        "END  2:41 P.M. EDT\n\nThe lights went out.",
        "###\n\nThe lights went out.",
        "-30-\n\nThe lights went out.",
        "* * *\n\nThe lights went out.",
        "C E R T I F I C A T E\n\nI certify that this is so.",
        "Questions & Answers:\n\nThe lights went out.",
        "The Painting of the Railings\n\nIt was never done.",
    ] {
        let found = beside(note);
        assert_eq!(found[2], alone, "{note}: {found:?}");
        assert_eq!(found.len(), 4, "{note}: {found:?}");
    }
    for goes_on in ["(Applause.)\n\nThank you.", "----\n\nThank you.", "Look: this is mine.\n\nThank you."] {
        let found = beside(goes_on);
        assert!(found[2].ends_with("Thank you."), "{goes_on}: {found:?}");
    }
}

#[test]
fn a_sentence_that_begins_a_line_of_a_hearing_is_no_label() {
    let text = "    Chair RUIZ. We spoke with the master and with his mate, with\nMr. Hall. He came late.\n    Mr. OKAFOR. I see.\n    \
                [Laughter.]\n    Chair RUIZ. I am glad that you do.\n    The CLERK. It is noon.\n";
    let found = both(text);
    assert_eq!(
        found[0],
        "Chair RUIZ > We spoke with the master and with his mate, with | Mr. Hall. He came late."
    );
    assert_eq!(found.len(), 4);
}

#[test]
fn questions_under_a_heading_are_the_lawyers() {
    let mut text = String::new();
    for (i, line) in [
        "     ANA RUIZ,",
        "called as a witness, having been duly sworn, testified:",
        "     DIRECT EXAMINATION",
        "BY MR. HALE:",
        "     Q.   Where were you when the",
        "light went out?",
        "     A.   At the door.",
        "     MS. DAY:  Objection.",
        "     THE COURT:  Overruled.",
        "     Q.   Alone?",
        "     A.   Yes.",
        "     THE WITNESS:  May I go?",
    ]
    .iter()
    .enumerate()
    {
        text.push_str(&format!("{:2}   {line}\n\n", i + 1));
    }
    let lexicon = Lexicon::built_in();
    let found = plain_turns(&text, lexicon).unwrap().turns;
    assert_eq!(
        shown(&text, &found),
        [
            "Q > Where were you when the | light went out?",
            "A > At the door.",
            "MS. DAY > Objection.",
            "THE COURT > Overruled.",
            "Q > Alone?",
            "A > Yes.",
            "THE WITNESS > May I go?"
        ]
    );
    let names: Vec<_> = found.iter().map(|t| t.name.as_deref()).collect();
    let (hale, ruiz) = (Some("MR. HALE"), Some("ANA RUIZ"));
    assert_eq!(names, [hale, ruiz, None, None, hale, ruiz, ruiz], "the court and Ms. Day are no witnesses");
}

#[test]
fn stamps_are_times_of_what_follows() {
    let text = "[00:00:05] RUIZ: One boat came in.\n\n[00:00:09] OKAFOR: Which one was it?\n\n[00:01:00] RUIZ: The red one.";
    let found = plain_turns(text, Lexicon::built_in()).unwrap();
    let times: Vec<_> = found.times.iter().map(|t| (t.start, t.end)).collect();
    assert_eq!(times, [(5_000, 9_000), (9_000, 60_000), (60_000, 60_000)]);
    assert!(found.times[1].span.of(text).contains("Which one"));
    let text = "2:07 P.M. EDT\n\nRUIZ: One boat came in.\n\nOKAFOR: Which one was it?\n\nRUIZ: The red one.";
    assert_eq!(plain_turns(text, Lexicon::built_in()).unwrap().times, []);
}

#[test]
fn articles_with_labels_are_articles() {
    let prose = "The storm reached the coast before dawn, and the school is closed.";
    for labels in [
        ["PORT ELLIS: ", "UPDATE: ", "READ MORE: ", "RELATED: "],
        ["WASHINGTON: ", "NOTE: ", "Photo: ", "UPDATE 2: "],
        ["Who: ", "What: ", "Where: ", "When: "],
        ["Name: ", "Age: ", "Name: ", "Age: "],
        ["Best Picture: ", "Best Song: ", "Best Film: ", "Best Actor: "],
        ["Q: ", "A: ", "Q: ", "A: "],
    ] {
        let text: String = labels.iter().map(|l| format!("{l}{prose}\n\n{prose}\n\n")).collect();
        assert_eq!(plain_turns(&text, Lexicon::built_in()), None, "{text}");
    }
    let few =
        format!("RUIZ: {prose}\n\nOKAFOR: {prose}\n\nRUIZ: {prose}\n\n{}", format!("{prose}\n\n").repeat(20));
    assert_eq!(plain_turns(&few, Lexicon::built_in()), None);
}

#[test]
fn what_ends_a_record_and_stands_behind_it_is_nobodys_words() {
    let text = "THE CHAIR: Good morning.\nMR. ROSS: (Laughter.) It held.  (Laughter and applause.)\n###\nMore hearings\n\
                THE CHAIR: One more.\nEND\t\t2:15 P.M. EDT\nPrinted on paper.\n";
    assert_eq!(
        shown(text, &turns(text, Lexicon::built_in()).turns),
        ["THE CHAIR > Good morning.", "MR. ROSS > It held.", "THE CHAIR > One more."]
    );
}

/// Turns as names that nobody gave, and words, of a text that is told to be a record by its labels alone.
fn labels(text: &str) -> Vec<String> {
    both(text).iter().map(|turn| turn.split(" > ").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn programs_shape_labels_in_many_ways() {
    for (ana, tom) in [
        ("**[00:00:03] Oda Brekke:** ", "**[00:00:09] Tom Okafor:** "),
        ("**Oda Brekke** (00:03): ", "**Tom Okafor** (00:09): "),
        ("**Oda Brekke** 00:03\n", "**Tom Okafor** 00:09\n"),
        ("### Oda Brekke\n\n", "### Tom Okafor\n\n"),
        ("Oda Brekke\n0 minutes 3 seconds\n", "Tom Okafor\n1 minute 9 seconds\n"),
        ("Oda Brekke (3 minutes 4 seconds)\n", "Tom Okafor (3 minutes 9 seconds)\n"),
        ("Oda Brekke: 00:08:01\n\n", "Tom Okafor: 00:08:11\n\n"),
        ("Oda Brekke | 00:03\n", "Tom Okafor | 00:09\n"),
        ("00:00:03 - Oda Brekke\n", "00:00:09 - Tom Okafor\n"),
        ("00:03.680 --> 00:09.800\nOda Brekke:\n", "00:09.800 --> 00:12.900\nTom Okafor:\n"),
        ("- Oda Brekke: ", "- Tom Okafor: "),
        ("* **Oda Brekke**: ", "* **Tom Okafor**: "),
        ("> **Oda Brekke:** ", "> **Tom Okafor:** "),
        ("Oda Brekke> ", "Tom Okafor> "),
        ("<Oda Brekke> ", "<Tom Okafor> "),
        ("Oda Brekke — ", "Tom Okafor — "),
        ("Q12 Oda Brekke: ", "Tom Okafor: "),
        ("12 Oda Brekke: ", "Tom Okafor: "),
        ("Q 12  Oda Brekke: ", "Tom Okafor: "),
    ] {
        let text: String = ANA.iter().zip(TOM).map(|(a, t)| format!("{ana}{a}\n\n{tom}{t}\n\n")).collect();
        assert_eq!(labels(&text), ["Oda Brekke", "Tom Okafor"].repeat(3), "{ana}");
    }
}

#[test]
fn chairs_groups_and_the_record_itself_are_not_the_member_before() {
    for (paragraph, label) in [
        ("The SPEAKER pro tempore. It is so ordered.", "The SPEAKER pro tempore"),
        ("The ACTING CHAIR (Ms. HALL of Quay). It is so ordered.", "The ACTING CHAIR (Ms. HALL of Quay)"),
        ("Mr. HALL (during the reading). I ask that it be read.", "Mr. HALL"),
        ("Opposition members: Hear, hear!", "Opposition members"),
        ("Voices from the gallery: Shame!", "Voices from the gallery"),
        ("The legislative clerk read as follows: It is so ordered.", "Mr. ROSS"),
        ("There was no objection.", "Mr. ROSS"),
        ("The motion to adjourn was agreed to.", "Mr. ROSS"),
        ("Several members interjecting—", "Mr. ROSS"),
        ("Dear Mr. Ross: The pier is closed.", "Mr. ROSS"),
    ] {
        let text = format!(
            "Ms. RUIZ. {}\n\nMr. ROSS. {}\n\n{paragraph}\n\nMs. RUIZ. {}\n\nMr. ROSS. {}\n",
            ANA[0], TOM[0], ANA[1], TOM[1]
        );
        let found = both(&text);
        assert_eq!(found[1], format!("Mr. ROSS > {}", TOM[0]), "{paragraph}");
        assert!(found.len() == 4 || found[2].starts_with(label), "{paragraph}: {found:?}");
    }
}

#[test]
fn an_answer_on_a_line_of_its_own_is_the_witness_s() {
    let text = "BY MS. DAY:\nQ Where were you?\nA I was at the door of the mill,\nand a man came by.\nQ Alone?\nA A lamp was lit.\n\
                Q And then?\nA Nobody came.\n";
    assert_eq!(
        both(text),
        [
            "Q > Where were you?",
            "A > I was at the door of the mill,\nand a man came by.",
            "Q > Alone?",
            "A > A lamp was lit.",
            "Q > And then?",
            "A > Nobody came."
        ]
    );
}

#[test]
fn questions_without_a_label_are_not_the_answerer_s() {
    let text = "We spoke to Oda and Tom.\n\nWho pays?\n\nOda: The town pays for all of it.\n\nWho else?\n\nTom: Nobody else has ever paid.\n\n\
                And why?\n\nOda: We never asked anybody.\n\nIs it over?\n\nTom: It is over for now.\n\nThe mill stood idle for a year.\n";
    assert_eq!(
        both(text),
        [
            "Oda > The town pays for all of it.",
            "Tom > Nobody else has ever paid.",
            "Oda > We never asked anybody.",
            "Tom > It is over for now."
        ]
    );
}

#[test]
fn a_record_in_one_paragraph_is_one_turn_after_the_other() {
    let text = "ODA BREKKE, ANCHOR: Is it so? DR. TOM OKAFOR: It is. NOTE: we asked. BREKKE: Thank you. OKAFOR: Until May.";
    let found = both(text);
    assert_eq!(found[0], "ODA BREKKE, ANCHOR > Is it so?");
    assert_eq!(found[1], "DR. TOM OKAFOR > It is. NOTE: we asked.");
    assert_eq!(found.len(), 4);
}

#[test]
fn a_label_in_brackets_before_another_begins_one_turn() {
    for text in [
        "RUIZ: So. BERG (via telephone): NOTE: It poured. RUIZ: Yes.",
        "US A: . US(A: A: I",
        "RUIZ: So. BERG (IN PERSON): RUIZ: BERG: It poured. RUIZ: Yes. BERG (IN PERSON): No.",
    ] {
        for line in RecordPage::read(text, Lexicon::built_in()).lines.windows(2) {
            assert!(line[0].start < line[0].end && line[0].end <= line[1].start, "{text}");
        }
    }
}

#[test]
fn long_answers_hide_no_transcript() {
    let answer = format!("{}\n\n", ANA.join("\n\n")).repeat(4);
    let text = format!(
        "THE MAYOR: {answer}Q    Who pays?\n\nTHE MAYOR: {answer}CLERK HALL: It is noon.\n\nTHE MAYOR: Then we stop.\n"
    );
    assert_eq!(labels(&text), ["THE MAYOR", "Q", "THE MAYOR", "CLERK HALL", "THE MAYOR"]);
}

#[test]
fn wrapped_lines_are_one_paragraph_and_begin_with_no_label() {
    let text = "MAYOR RUIZ:  We have mended the wall of the harbour, the oldest one on this coast, and\n\
                with it a gate and a lamp that nobody here had ever looked at in\n\
                Quay: a wall, a gate and a lamp.\n\n\
                Today, the Harbour Master of Port Ellis and his Deputy Tom Hale Ross\n\
                — both are here — have counted every stone of it.\n\n\
                MR. OKAFOR:  Thank you.\n\nMAYOR RUIZ:  Ask me about the gate.\n\nMR. OKAFOR:  We will.\n";
    let found = both(text);
    assert_eq!(found.len(), 4, "{found:?}");
    assert_eq!(found[0].matches(" | ").count(), 1, "two paragraphs: {found:?}");
    assert!(found[0].ends_with("every stone of it."));
}

#[test]
fn what_another_replied_is_not_the_speaker_s() {
    let text = "Mr HALE: I asked her. When she was asked again, Senator Brandt replied:\n\nI never saw the wall.\n\nThat is what I heard.\n\n\
                Ms DAY: I heard it too.\n\nMr HALE: I said:\n\nWe will see.\n";
    assert_eq!(
        both(text),
        [
            "Mr HALE > I asked her. When she was asked again, Senator Brandt replied: | That is what I heard.",
            "Ms DAY > I heard it too.",
            "Mr HALE > I said: | We will see."
        ]
    );
}

#[test]
fn a_paragraph_that_speaks_to_somebody_is_the_speaker_s() {
    let text = "ANA RUIZ: Welcome to the hall.\n\nMayor Okafor. You closed the ferry last year.\n\nTOM OKAFOR: I did not.\n\n\
                ANA RUIZ: Thank you.\n\nSenator Brandt. You wanted a second bridge.\n\nLENA BRANDT: I want it still.\n\n\
                ANA RUIZ: Good.\n\nMayor Okafor. Your answer, please.\n\nTOM OKAFOR: I have none.\n";
    let told = both(text);
    assert_eq!(told[0], "ANA RUIZ > Welcome to the hall. | Mayor Okafor. You closed the ferry last year.");
    assert_eq!(told.len(), 6);
}

#[test]
fn a_sound_without_brackets_is_nobody_s_words() {
    let record = |line: &str| {
        format!(
            "ANA RUIZ: Welcome to the hall.\n\nTOM OKAFOR: The bridge will stand.\n\n{line}\n\nIt always did.\n\n\
             ANA RUIZ: Mr. Hale?\n\nPAUL HALE: I agree with that.\n\n{line}\n\nANA RUIZ: Let us go on.\n\nTOM OKAFOR: Good.\n"
        )
    };
    for sound in ["APPLAUSE", "LAUGHTER", "CHEERS AND APPLAUSE"] {
        assert_eq!(
            both(&record(sound))[1],
            "TOM OKAFOR > The bridge will stand. | It always did.",
            "{sound}"
        );
    }
    assert_eq!(both(&record("COMMERCIAL BREAK"))[1], "TOM OKAFOR > The bridge will stand.");
}

#[test]
fn initials_before_a_dash_within_a_paragraph_are_no_label() {
    let text = "MS. RUIZ:  Thank you all for coming.\n\nQ    How are the boats?\n\n\
                MS. RUIZ:  I would note that there are a lot of boats that go over — that — that\n\
                U.K. — U.K. crews work on the water every single night and nobody thanks them.\n\nQ    And the pier?\n\n\
                MS. RUIZ:  It stands as it stood in the days of my mother and of her mother before\nher.\n";
    let told = both(text);
    assert!(told[2].ends_with("nobody thanks them."), "{told:?}");
    assert_eq!(told.len(), 5);
}

#[test]
fn few_turns_with_stamps_in_words_on_lines_of_their_own_are_enough() {
    let text = "Oda Brekke\n0 minutes 3 seconds\nThe ferry will sail on the first of May.\n\n\
                Tom Okafor\n1 minute 9 seconds\nWho pays for the new doors of it?\n\n\
                Oda Brekke\n2 minutes 4 seconds\nThe council pays for every one of them.\n";
    assert_eq!(
        both(text),
        [
            "Oda Brekke > The ferry will sail on the first of May.",
            "Tom Okafor > Who pays for the new doors of it?",
            "Oda Brekke > The council pays for every one of them.",
        ]
    );
}

#[test]
fn a_speaker_whose_name_greets_is_no_letter() {
    let lexicon = Lexicon::built_in();
    let form = |line| label::label(line, lexicon).map(|l| l.form);
    assert_eq!(form("DEAR: Yes, we opened the gates."), Some(LabelShape::Colon));
    assert_eq!(form("Dear Ms. Brandt: The wall leaks."), Some(LabelShape::Heading));
}
