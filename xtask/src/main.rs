//! Everything a contributor runs: `cargo xtask serve`, `test`, `build`. Each sets up what it needs and says what it does.

mod bench;
mod build;
mod check;
mod serve;
mod setup;
mod size;
mod step;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND

  serve [--port N] [--open]   set up, build and serve on http://127.0.0.1:8080; rebuilds when a file changes
  build                       set up, and build the release bundle into dist/
  test                        set up, and run every check
  check-data                  check the catalog alone: seconds, not minutes
  schema                      write assets/catalog.schema.json from the Rust types
  bench [--quick] [--write] [--dist FOLDER]
                              measure, beside search libraries, and write bench/results.json: some minutes;
                              --write puts the table into README.md, --quick is a smoke run that writes nothing here,
                              --dist measures a finished bundle instead of building one
  corpus N FILE               write the generated catalog of N entries that the benchmark uses";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["serve", options @ ..] => serve::Options::parse(options).and_then(|options| serve::run(&options)),
        ["build"] => build::run(),
        ["test"] => check::run(),
        ["check-data"] => check::data(),
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
