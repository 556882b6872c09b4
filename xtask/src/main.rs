//! All commands for contributors: `cargo xtask serve`, `dev`, `test`, `build` … Each sets up what it needs and says
//! what it does.

mod bench;
mod build;
mod check;
mod dependencies;
mod dev;
mod examples;
mod html;
mod package;
mod policy;
mod prerender;
mod refresh;
mod seal;
mod serve;
mod setup;
mod single_file;
mod size;
mod step;

use std::path::Path;
use std::process::ExitCode;

use seal::Offline;

const USAGE: &str = "\
cargo xtask COMMAND

  serve [--port N] [--open]   set up, build and serve the finished site on http://127.0.0.1:8080, offline copy included
  dev [--port N] [--open]     serve a quick build that is rebuilt and reloaded whenever a file is saved
  build [--no-offline]        set up, and build the finished site into dist/; or one that removes offline copies
  seal [FOLDER]               seal dist/ or a copy of it again, after a file in it was replaced
  package [--no-offline]      build, and write the site with compressed files beside its texts into dist-packed/
  single-file                 build, and write the whole app as one page into dist-single/
  test                        set up, and run every check
  check-data                  check the catalog alone: seconds, not minutes
  refresh [--all]             measure the facts of all packages again: assets/facts.json
  check-examples [ID ...]     run the code of the catalog that has changed, or that of these tools and categories, and
                              record what ran: tests/examples.tsv
  schema                      write assets/catalog.schema.json from the Rust types
  bench [--quick] [--dist FOLDER]
                              measure beside search libraries and record the figures: bench/results.json, README.md and
                              bench/README.md; waits while other work keeps the machine busy. --quick is a smoke run
                              that records nothing, --dist measures a finished build instead of making one
  corpus N FILE               write the generated catalog of N entries that the benchmark uses";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["serve", options @ ..] => serve::Options::parse(options).and_then(|options| serve::run(&options)),
        ["dev", options @ ..] => serve::Options::parse(options).and_then(|options| dev::run(&options)),
        ["build", options @ ..] => build::options(options).and_then(build::run),
        ["package", options @ ..] => build::options(options).and_then(build::run).and_then(|()| package::write()),
        ["single-file"] => build::run(Offline::On).and_then(|()| single_file::write()),
        ["seal"] => seal::run(&step::root().join("dist"), Offline::On),
        ["seal", folder] => seal::run(Path::new(folder), Offline::On),
        ["seal", folder, "--no-offline"] => seal::run(Path::new(folder), Offline::Off),
        ["test"] => check::run(),
        ["check-data"] => check::data(),
        ["refresh", options @ ..] => refresh::run(options),
        ["check-examples", words @ ..] => examples::run(words),
        ["schema"] => check::schema(),
        ["bench", options @ ..] => bench::Options::parse(options).and_then(|options| bench::run(&options)),
        ["corpus", size, file] => bench::corpus(size, file),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("xtask does not know `{}`.\n\n{USAGE}", words.join(" "));
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}
