use atlas_core::atlas::Atlas;
use atlas_core::catalog::Catalog;
use atlas_core::facts::Facts;
use atlas_core::query::{Command, Query};
use atlas_core::results::Results;
fn main() {
    let c = std::fs::read_to_string(std::env::var("CATALOG").unwrap_or("assets/catalog.json".into())).unwrap();
    let f = std::fs::read_to_string("assets/facts.json").unwrap();
    let atlas = Atlas::new(Catalog::parse(&c).unwrap(), Facts::parse(&f).unwrap());
    for text in std::env::args().skip(1) {
        let hits = atlas.index().find(&text, None);
        let results = Results::new(&atlas, &Query::default().apply(Command::Type(text.clone())));
        println!("== {text}");
        if let Some(h) = &hits {
            if let Some(a) = h.answer {
                let cat = &atlas.categories()[a.category.0];
                println!("  answer: {} / {}", cat.id, cat.tasks[a.task].name);
            }
            if let Some(k) = &h.kept {
                println!("  kept {k:?}");
            }
            for g in results.groups.iter().take(3) {
                println!(
                    "  [{}] {}",
                    g.key.title(&atlas),
                    g.tools
                        .iter()
                        .take(5)
                        .map(|t| format!("{} {}", atlas.tool_at(*t).id, h.scores[t.0]))
                        .collect::<Vec<_>>()
                        .join(", ")
                );
            }
        }
    }
}
