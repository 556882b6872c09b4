//! The words of generated catalogs. As in real text, a few words are frequent and most are rare (Zipf's law): the word
//! of rank r is about twice as frequent as the word of rank 2r.

use std::collections::HashSet;

use crate::random::Random;

/// The number of different words, which is about that of a Linux distribution's package list.
const SIZE: usize = 24_000;

/// The most frequent words, in about their order in package lists. The others are made of syllables.
const FREQUENT: &str = "for library the and files development of python data tools to a with in interface \
documentation support module server system simple network common manager web shared text based debug code from header \
toolkit plugin client language format programming using programs framework game utility engine test command line \
binding generic driver image database fast file graphical package parser reading writing model time protocol runtime \
desktop environment standard user set implementation configuration management object list control access audio video \
analysis classes symbols functions color sound editor viewer generator compiler converter storage memory cluster \
cloud message queue service distributed search index cache string unicode font theme icon window terminal shell \
script remote local secure key certificate encryption hash random number matrix vector graph tree map chart plot \
report table query schema template form session token login mail calendar contact sync backup archive compression \
stream buffer socket thread process task job schedule event signal logging monitor metric trace profile benchmark \
unit mock lint style document markup page site feed browser proxy cookie header request response route socket driver \
sensor board serial camera pixel filter transform detect recognise train predict cluster statistics science physics \
chemistry biology genome sequence molecule astronomy geography weather satellite robot motor radio phone mobile";

const STARTS: [&str; 32] = [
    "b", "b", "c", "d", "d", "f", "g", "h", "j", "k", "k", "l", "l", "m", "m", "n", "n", "p", "p", "r", "r", "s", "s",
    "t", "t", "v", "w", "z", "br", "gr", "sh", "st",
];
const MIDDLES: [&str; 8] = ["a", "a", "e", "i", "o", "u", "ea", "oo"];
const ENDS: [&str; 12] = ["", "", "", "", "", "", "n", "r", "s", "t", "l", "x"];

/// An invented word of one to four syllables.
pub fn invented(random: &mut Random) -> String {
    let syllables = 1 + random.share(&[2, 9, 8, 2]);
    let mut word = String::new();
    for _ in 0..syllables {
        for part in [&STARTS[..], &MIDDLES[..], &ENDS[..]] {
            word.push_str(random.pick::<&str>(part));
        }
    }
    word
}

/// Words with their frequencies.
pub struct Vocabulary {
    words: Vec<String>,
    /// For each word, the sum of its weight and the weights before it.
    sums: Vec<usize>,
}

impl Vocabulary {
    /// The vocabulary; it is always the same.
    pub fn new() -> Self {
        let mut random = Random::new(24);
        let mut seen = HashSet::new();
        let mut words: Vec<String> = FREQUENT.split_whitespace().map(str::to_owned).collect();
        words.retain(|word| seen.insert(word.clone()));
        while words.len() < SIZE {
            let word = invented(&mut random);
            if word.len() >= 3 && seen.insert(word.clone()) {
                words.push(word);
            }
        }
        // The flattened head (Mandelbrot's correction) keeps the first word at about one in thirty, as in real text.
        let weights = (0..words.len()).map(|rank| 100_000_000 / (rank + 4));
        let sums = weights.scan(0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        });
        Self { sums: sums.collect(), words }
    }

    /// A word; frequent words are more likely.
    pub fn word(&self, random: &mut Random) -> &str {
        let at = random.below(self.sums.last().copied().unwrap_or(0));
        &self.words[self.sums.partition_point(|sum| *sum <= at)]
    }

    /// Words with spaces between them: at least `least`, and fewer than `least + more`.
    pub fn phrase(&self, random: &mut Random, least: usize, more: usize) -> String {
        let count = least + random.below(more);
        let words: Vec<&str> = (0..count).map(|_| self.word(random)).collect();
        words.join(" ")
    }
}
