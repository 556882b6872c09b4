//! The stem of an English word: what `chart` and `charts`, `plot`, `plotting` and `plotter`, `visualise` and
//! `visualization` have in common. Made for the words people use for tasks with software; a Snowball stemmer would take
//! 9 kB and knows no British spelling.

/// The shortest stem: what is left of shorter words says too little.
const SHORTEST: usize = 3;

/// Endings that are taken off, the longest first; what follows takes their place.
const ENDINGS: [(&str, &str); 34] = [
    ("ification", ""),
    ("isation", ""),
    ("ization", ""),
    ("ication", ""),
    ("ising", ""),
    ("izing", ""),
    ("ised", ""),
    ("ized", ""),
    ("iser", ""),
    ("izer", ""),
    ("ise", ""),
    ("ize", ""),
    ("ifying", ""),
    ("ifier", ""),
    ("ify", ""),
    ("ation", ""),
    ("ating", ""),
    ("ated", ""),
    ("ator", ""),
    ("ate", ""),
    ("ical", "ic"),
    ("ment", ""),
    ("ogue", "og"),
    ("ysis", "ys"),
    ("yzing", "ys"),
    ("yzer", "ys"),
    ("yze", "ys"),
    ("ysing", "ys"),
    ("yser", "ys"),
    ("yse", "ys"),
    ("ing", ""),
    ("ed", ""),
    ("er", ""),
    ("e", ""),
];

/// The stem of a folded word. A word begins with its stem, but for the last letter of the stem.
pub(super) fn stem(word: &str) -> String {
    if word.len() <= SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut stem = singular(word);
    let of_length = |stem: &str, ending: &str| stem.len() >= ending.len() + SHORTEST;
    let mut endings = ENDINGS.iter().filter(|(ending, _)| stem.ends_with(ending) && of_length(&stem, ending));
    if let Some((ending, replacement)) = endings.next() {
        stem.truncate(stem.len() - ending.len());
        stem.push_str(replacement);
    }
    if let Some(rest) = stem.strip_suffix("our") {
        stem = format!("{rest}or");
    }
    let bytes = stem.as_bytes();
    if let [.., before, last] = bytes
        && before == last
        && stem.len() > SHORTEST
    {
        stem.pop();
    }
    stem
}

/// The word without the ending of a plural or of a verb's third person.
fn singular(word: &str) -> String {
    let cut = |count: usize| word[..word.len() - count].to_owned();
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if ends(&["ies"]) && word.len() > SHORTEST + 1 {
        cut(3) + "y"
    } else if ends(&["sses", "xes", "zes", "ches", "shes"]) {
        cut(2)
    } else if ends(&["s"]) && !ends(&["ss", "us", "is"]) {
        cut(1)
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let table = [
            "chart charts charting",
            "plot plots plotting plotter",
            "schedule schedules scheduler scheduling scheduled",
            "scrape scraping scraper",
            "visualise visualize visualisation visualization visualising",
            "analyse analyze analysis analysing analyzing",
            "automate automation automated automating",
            "classify classification classifier",
            "statistical statistics statistic",
            "library libraries",
            "query queries querying",
            "behaviour behavior",
            "catalogue catalog catalogs",
            "develop development developer developing",
            "control controlling controller",
            "install installer installing",
            "box boxes",
            "class classes",
            "log logs logging logger",
            "test tests testing tester",
            "crawl crawler crawling",
            "dashboard dashboards",
        ];
        for forms in table {
            let stems: Vec<String> = forms.split(' ').map(stem).collect();
            assert!(stems.iter().all(|other| *other == stems[0]), "{forms}: {stems:?}");
        }
    }

    #[test]
    fn different_words_keep_different_stems() {
        for (one, other) in
            [("flask", "flash"), ("game", "gamma"), ("table", "tablet"), ("port", "portal"), ("sas", "sa")]
        {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
        assert_eq!(stem("c++"), "c++");
        assert_eq!(stem("днк"), "днк");
    }

    proptest! {
        #[test]
        fn a_word_begins_with_its_stem_but_for_the_last_letter(word in "[a-z]{1,12}|\\PC{0,6}") {
            let stem = stem(&word);
            let mut beginning = stem.clone();
            beginning.pop();
            prop_assert!(word.starts_with(&beginning), "{} {}", word, stem);
        }
    }
}
