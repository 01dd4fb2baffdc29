//! Who said it: a claimed speaker beside those whom a source prints.

use super::*;

#[path = "accuse.rs"]
mod accuse;

#[test]
fn a_spokesperson_speaks_for_the_principal_and_nobody_else() {
    let text = "She will never sign a contract that she has not read";
    assert_eq!(ask(&bridge(), text, Some("Tom Okafor")).attribution, AttributionClass::Confirmed);
    assert_eq!(ask(&bridge(), text, Some("Ana Ruiz")).attribution, AttributionClass::ToPrincipal);
    assert_eq!(ask(&bridge(), text, Some("Lena Brandt")).attribution, AttributionClass::Misattributed);
    assert_eq!(ask(&bridge(), text, None).attribution, AttributionClass::NotChecked);
}

#[test]
fn somebody_elses_spokesperson_near_by_makes_no_principal() {
    let text = "“We will dredge the harbour by nine feet next year,” Mayor Ana Ruiz said. A spokeswoman for Brandt said the plan \
                was weak.\n\nTom Okafor, a spokesman for Ruiz, said: “She has the boats and the crews for it.”\n";
    let articles = [article("a", "Daily", text)];
    let answer = |text, speaker| ask(&articles, text, Some(speaker)).attribution;
    for speaker in ["Lena Brandt", "Karl Brandt", "Marta Ruiz"] {
        let found = answer("We will dredge the harbour by nine feet next year", speaker);
        assert_eq!(found, AttributionClass::Misattributed, "{speaker}");
    }
    let own = "She has the boats and the crews for it";
    assert_eq!(answer(own, "Ana Ruiz"), AttributionClass::ToPrincipal);
    // The article names the Ruiz it means.
    assert_eq!(answer(own, "Marta Ruiz"), AttributionClass::Misattributed);
}

#[test]
fn a_name_is_the_same_with_and_without_its_accents() {
    let text = "“Nobody has dredged the harbour since the storm,” José Núñez said.";
    let answer = |speaker| {
        ask(&[article("a", "Daily", text)], "Nobody has dredged the harbour since the storm", Some(speaker))
            .attribution
    };
    assert_eq!(answer("Jose Nunez"), AttributionClass::Confirmed);
    assert_eq!(answer("Juan Nunez"), AttributionClass::Misattributed);
}

#[test]
fn a_son_is_not_his_father_and_not_a_stranger() {
    let articles = [article("a", "A", "“We will rebuild every stone of this wall,” Tom R. Okafor Jr. said.")];
    let told =
        |speaker| ask(&articles, "We will rebuild every stone of this wall", Some(speaker)).attribution;
    for (speaker, wanted) in [
        ("Okafor", AttributionClass::Confirmed),
        ("Tom Okafor Jr.", AttributionClass::Confirmed),
        ("Tom Okafor", AttributionClass::Unresolved),
        ("Ana Okafor", AttributionClass::Misattributed),
    ] {
        assert_eq!(told(speaker), wanted, "{speaker}");
    }
}

#[test]
fn a_surname_is_that_of_the_person_whom_the_article_names() {
    let text = "Ana Ruiz came late.\n\n“We will pay for every stone of it,” Ruiz said.";
    let articles = [article("a", "A", text)];
    let told = |speaker| ask(&articles, "We will pay for every stone of it", Some(speaker)).attribution;
    assert_eq!(told("Ana Ruiz"), AttributionClass::Confirmed);
    assert_eq!(told("Ruiz, Ana"), AttributionClass::Confirmed);
    assert_eq!(told("Marta Ruiz"), AttributionClass::Misattributed);
    let bare = [article("a", "A", "“We will pay for every stone of it,” Ruiz said.")];
    let told = ask(&bare, "We will pay for every stone of it", Some("Marta Ruiz")).attribution;
    assert_eq!(told, AttributionClass::Confirmed, "nothing else is known");
}

#[test]
fn somebody_of_a_body_speaks_for_it() {
    let text = "“We will pay for every stone of it,” ITB chief economist Ana Ruiz said.";
    let articles = [article("a", "A", text)];
    let told = |speaker| ask(&articles, "We will pay for every stone of it", Some(speaker)).attribution;
    assert_eq!(told("ITB"), AttributionClass::ToPrincipal);
    assert_eq!(told("OKB"), AttributionClass::Misattributed);
    assert_eq!(told("the Island Trade Bank"), AttributionClass::ToPrincipal);
    let text =
        "“We will pay for every stone of it,” said Ana Ruiz, a lawyer for the Harbour Club, who came late.";
    let articles = [article("a", "A", text)];
    let told = |speaker| ask(&articles, "We will pay for every stone of it", Some(speaker)).attribution;
    assert_eq!(told("Harbour Club"), AttributionClass::ToPrincipal);
    assert_eq!(told("Rowing Club"), AttributionClass::Misattributed);
}

#[test]
fn a_body_of_the_claimed_name_is_no_stranger() {
    let said = "We have oil for a week and spare parts for two";
    let article_of =
        |speaker: &str| article("a", "A", &format!("Ana Ruiz came late.\n\n“{said},” {speaker} said."));
    let told = |by: &str, claimed| ask(&[article_of(by)], said, Some(claimed)).attribution;
    for claimed in ["the Ruiz campaign", "Ruiz campaign", "the Ana Ruiz campaign", "the Ruiz Foundation"] {
        for by in ["Ana Ruiz", "Ruiz", "Mayor Ana Ruiz"] {
            assert_eq!(told(by, claimed), AttributionClass::Unresolved, "{by}, claimed of {claimed}");
        }
        assert_eq!(told("Lena Brandt", claimed), AttributionClass::Misattributed, "{claimed}");
    }
    assert_eq!(told("the Ruiz campaign", "the Ruiz campaign"), AttributionClass::Confirmed);
    for by in ["the Ruiz campaign", "the Ana Ruiz campaign"] {
        assert_ne!(told(by, "Ana Ruiz"), AttributionClass::Misattributed, "{by}");
    }
    let record = |label: &str| {
        article(
            "a",
            "A",
            &format!("{label}: {said}. Nobody else has any.\n\nTOM OKAFOR: That is so, and I thank you.\n"),
        )
    };
    let told = |claimed| ask(&[record("ANA RUIZ")], said, Some(claimed)).attribution;
    assert_eq!(told("the Ruiz campaign"), AttributionClass::Unresolved);
    assert_eq!(told("the Okafor campaign"), AttributionClass::Misattributed);
}

#[test]
fn a_slip_in_a_name_and_an_office_accuse_nobody() {
    let text = "Oscar Wymes came late.\n\n“We will pay for every stone of it,” Wymes said.";
    let articles = [article("a", "A", text)];
    let told = |speaker| ask(&articles, "We will pay for every stone of it", Some(speaker)).attribution;
    assert_eq!(told("Osccar Wymes"), AttributionClass::Unresolved);
    assert_eq!(told("Oscar Wynes"), AttributionClass::Unresolved);
    assert_eq!(told("Oscar Okafor"), AttributionClass::Misattributed);
    assert_eq!(told("Peter Wymes"), AttributionClass::Misattributed);
    assert_eq!(told("the former governor of Leith"), AttributionClass::Unresolved);
}

#[test]
fn pieces_of_two_speakers_are_confirmed_for_neither() {
    let text = "“We will pay for every stone of it,” Ana Ruiz said.\n\n\
                It was late.\n\n“The harbour was never deep enough,” a man in the crowd shouted.";
    let articles = [article("a", "A", text)];
    let both = "We will pay for every stone of it. The harbour was never deep enough.";
    let verdict = ask(&articles, both, Some("Ana Ruiz"));
    assert_eq!(verdict.wording, WordingClass::Composite);
    assert_eq!(verdict.attribution, AttributionClass::Unresolved);
}

#[test]
fn a_role_is_asked_where_the_source_prints_role_and_name() {
    let said = "Nobody has dredged the harbour since the storm";
    let answer = |tail: &str, speaker| {
        ask(&[article("a", "Daily", &format!("“{said},” {tail}"))], said, Some(speaker)).attribution
    };
    for tail in [
        "harbour master Ana Ruiz said.",
        "said Ana Ruiz, the harbour master, on Monday.",
        "the harbour master, Ana Ruiz, said.",
    ] {
        for speaker in ["harbour master", "the harbour master", "Harbour Master"] {
            assert_eq!(answer(tail, speaker), AttributionClass::RoleOnly, "{tail} {speaker}");
        }
        assert_eq!(answer(tail, "the cook"), AttributionClass::Unresolved, "{tail}");
        assert_eq!(answer(tail, "Tom Cook"), AttributionClass::Misattributed, "{tail}");
    }
    // "State" is a verb too, and not with a capital.
    for speaker in ["secretary of state", "the island's secretary of state"] {
        let found = answer("the island's Secretary of State Ana Ruiz said.", speaker);
        assert_eq!(found, AttributionClass::RoleOnly, "{speaker}");
    }
    // The role of somebody else near by.
    for tail in ["Ana Ruiz said. The cook agreed.", "Ana Ruiz told the cook on Monday."] {
        assert_eq!(answer(tail, "the cook"), AttributionClass::Unresolved, "{tail}");
    }
}

#[test]
fn two_people_of_one_surname_are_not_one() {
    use AttributionClass::{Confirmed, Misattributed, Unresolved};
    let text = "ANA BRANDT, SENATOR: We will mend the lamp on the old quay this year.\n\n\
                LENA BRANDT, SECRETARY: The senator has never seen that lamp by daylight.\n\n\
                BRANDT: The keeper of the lamp is paid in herrings.\n\n\
                TOM OKAFOR: That was before my time in this harbour.\n";
    let (own, bare) =
        ("The senator has never seen that lamp by daylight", "The keeper of the lamp is paid in herrings");
    for (words, speaker, wanted) in [
        (own, "Lena Brandt", Confirmed),
        (own, "Ana Brandt", Misattributed),
        (bare, "Lena Brandt", Unresolved),
        (bare, "Ana Brandt", Unresolved),
        (bare, "Marta Okafor", Misattributed),
    ] {
        assert_eq!(ask(&[record(text)], words, Some(speaker)).attribution, wanted, "{speaker}: {words}");
    }
    let places = "Mr. KING of Alvona: The lamp on the old quay is older than the wall.\n\n\
                  Mr. KING of Verlane: The mill is lost, and the quay is next to be sold.\n";
    for (speaker, wanted) in [
        ("Mr. King of Verlane", Confirmed),
        ("Mr. King of Alvona", Unresolved),
        ("Peter King", Unresolved),
        ("Lena Brandt", Misattributed),
    ] {
        let verdict =
            ask(&[record(places)], "The mill is lost, and the quay is next to be sold", Some(speaker));
        assert_eq!(verdict.attribution, wanted, "{speaker}");
    }
    let article = |tail: &str| {
        [article(
            "a",
            "A",
            &format!("Tom Brandt and Ana Brandt met on Tuesday. “We will pay for every stone of it,” {tail}"),
        )]
    };
    let told =
        |tail, speaker| ask(&article(tail), "We will pay for every stone of it", Some(speaker)).attribution;
    assert_eq!(told("Ana Brandt said.", "Ana Brandt"), Confirmed);
    assert_eq!(told("Ana Brandt said.", "Tom Brandt"), Misattributed);
    assert_eq!(told("Stephen Okafor said.", "Steven Okafor"), Unresolved);
}

#[test]
fn an_office_is_not_the_one_under_it() {
    use AttributionClass::{Misattributed, RoleOnly, Unresolved};
    let text = "THE VICE PRESIDENT: Nobody will pay for a second pier in this town.\n\n\
                THE PRESIDENT: Everybody will pay for the third pier in the end.\n\n\
                ANA RUIZ: The lamp on the old quay is older than the wall.\n";
    let (vice, chief) = (
        "Nobody will pay for a second pier in this town",
        "Everybody will pay for the third pier in the end",
    );
    for (words, speaker, wanted) in [
        (vice, "the vice president", RoleOnly),
        (vice, "the president", Unresolved),
        (vice, "Vice President Okafor", RoleOnly),
        (vice, "President Okafor", Unresolved),
        (chief, "the vice president", Unresolved),
        (chief, "President Okafor", RoleOnly),
        (chief, "Ana Ruiz", Misattributed),
    ] {
        assert_eq!(ask(&[record(text)], words, Some(speaker)).attribution, wanted, "{speaker}: {words}");
    }
}

#[test]
fn a_description_with_a_place_before_a_name_makes_nobody_else() {
    let said = "The second half was a shambles and the scrum never got going";
    for mention in [
        "director of rugby Tom Okafor",
        "former head of the harbour choir Tom Okafor",
        "the team's finalist from Verlane Tom Okafor",
    ] {
        let text = format!("“{said},” {mention} told the Daily.\n");
        let answer = |speaker| ask(&[article("a", "Daily", &text)], said, Some(speaker)).attribution;
        let own = answer("Tom Okafor");
        assert!(own != AttributionClass::Misattributed, "{mention}: {own:?}");
    }
    let text = format!("“{said},” director of rugby Tom Okafor told the Daily.\n");
    let answer = |speaker| ask(&[article("a", "Daily", &text)], said, Some(speaker)).attribution;
    assert_eq!(answer("Tom Okafor"), AttributionClass::Confirmed);
    assert_eq!(answer("Lena Brandt"), AttributionClass::Misattributed);
}

#[test]
fn who_speaks_for_somebody_by_trade_is_no_stranger() {
    use AttributionClass::{Misattributed, ToPrincipal, Unresolved};
    let said = "would back a trial of the new ferry, but not a blank cheque for the yard";
    for (who, wanted) in [
        ("Ruiz’s chief of staff, Tom Okafor,", ToPrincipal),
        ("Tom Okafor, a lawyer for Ana Ruiz,", ToPrincipal),
        ("Tom Okafor, an attorney for the former mayor Ana Ruiz,", ToPrincipal),
        ("Ruiz press secretary Tom Okafor", ToPrincipal),
        ("Ana Ruiz’s campaign manager, Tom Okafor,", ToPrincipal),
        ("Tom Okafor, Ruiz’s agent,", ToPrincipal),
        ("Tom Okafor, a senior aide to Ruiz,", Unresolved),
        ("Ruiz’s deputy, Tom Okafor,", Unresolved),
        ("Ruiz adviser Tom Okafor", Unresolved),
        ("Ruiz stayed at home. Her lawyer, Tom Okafor,", Unresolved),
        ("Ruiz’s son, Tom Okafor,", Misattributed),
        ("Ruiz critic Tom Okafor", Misattributed),
        ("Tom Okafor, an opponent of Ruiz,", Misattributed),
        ("Tom Okafor, a lawyer for the victims of Ruiz,", Misattributed),
        ("Tom Okafor, a lawyer for Ruiz’s wife,", Misattributed),
        ("Tom Okafor, a lawyer for Marta Ruiz,", Misattributed),
    ] {
        let text = format!("{who} said that the council “{said}.”\n");
        let found = ask(&[article("a", "A", &text)], said, Some("Ana Ruiz"));
        assert_eq!(found.attribution, wanted, "{text} {:?}", found.open);
    }
}
