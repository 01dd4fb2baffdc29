//! The tour of the library does what its documents say.

#[path = "../examples/tour.rs"]
mod tour;

#[test]
fn the_tour_finds_what_it_should() {
    let told = tour::tour().unwrap();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(
        lines,
        [
            "Ana Ruiz (tell): The bridge will hold for a hundred years, and we will not close it again,",
            "Ana Ruiz: 2 outlets, 2 versions",
            "claim: verbatim, confirmed",
            "draft: The bridge will not hold for a hundred years, fails as altered",
            "corpus file: 2 articles, verbatim",
        ]
    );
}
