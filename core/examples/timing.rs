use atlas_core::atlas::AtlasBuilder;
use atlas_core::catalog::Catalog;
use atlas_core::facts::Facts;
use std::time::Instant;
fn main() {
    let c = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    for _ in 0..3 {
        let t = Instant::now();
        let cat = Catalog::parse(&c).unwrap();
        println!("parse {:?}", t.elapsed());
        let t = Instant::now();
        let mut b = AtlasBuilder::new(cat, Facts::default());
        println!("new {:?}", t.elapsed());
        let t = Instant::now();
        while b.step(usize::MAX) {}
        println!("steps {:?}", t.elapsed());
        let t = Instant::now();
        let a = b.finish();
        println!("finish {:?}", t.elapsed());
        for q in ["zzzzqq", "chart", "pand", "web frame", "numpyy"] {
            let t = Instant::now();
            let _h = a.index().find(q, None);
            println!("  {q} {:?}", t.elapsed());
        }
    }
}
