//! Two sources and the twenty claims of document mode, for every way in.

pub const BEACON: &str = "outlet: The Beacon\ndate: 2026-03-12\n---\nThe council met on Monday.\n\n\
    “Under clause nine, the landlord is not permitted to terminate this lease during the fixed term,” Ana Ruiz told the council.\n\n\
    “We had 14 life rafts on board, and all but two of them opened. I do not believe that the crew was careless,” she added.\n\n\
    Tom Okafor, her deputy, said: “The sea takes nothing that we do not hand over.”\n";
pub const MINUTES: &str = "Minutes of the harbour inquiry\n\n“The eﬀective remedy was to evalu-\n\
    ate the doors before the winter and to oﬀer every crew a second drill,” Lena Brandt told the\n      \
    inquiry on Tuesday. “All of the doors were\n86\ninspected twice in the spring of that year,” she said.\n";

/// `flag` passes under `lenient` and fails under `strict`; `fail` fails under both.
pub const CASES: [(&str, Option<&str>, &str); 20] = [
    ("We had 14 life rafts on board, and all but two of them opened", None, "pass"),
    ("we had 14 life rafts on board and all but two of them opened", None, "pass"),
    ("We had fourteen life rafts on board, and all but two of them opened", None, "pass"),
    ("We had 14 life rafts … and all but two of them opened", None, "pass"),
    ("The sea takes nothing that [islanders] do not hand over", None, "pass"),
    ("the landlord is permitted to terminate this lease during the fixed term", None, "fail"),
    ("We had 40 life rafts on board, and all but two of them opened", None, "fail"),
    ("the landlord is … permitted to terminate this lease", None, "fail"),
    ("all but two of them opened … We had 14 life rafts on board", None, "fail"),
    ("We had 14 life rafts … that we do not hand over", None, "fail"),
    ("permitted to terminate this lease during the fixed term", None, "flag"),
    ("the crew was careless", None, "flag"),
    ("The sea takes nothing that we do not hand over", Some("Ana Ruiz"), "fail"),
    ("The sea takes nothing that we do not hand over", Some("Tom Okafor"), "pass"),
    ("The ocean only keeps what people give to it", None, "fail"),
    ("We had 14 life rafts on board, and all but two of them opened within a minute", None, "fail"),
    ("The effective remedy was", None, "pass"),
    ("to evaluate the doors before the winter", None, "pass"),
    (
        "The effective remedy was to evaluate the doors before the winter and to offer every crew a second drill",
        None,
        "pass",
    ),
    ("All of the doors were inspected twice in the spring of that year", None, "pass"),
];
