//! The entry point of the WebAssembly module.

fn main() {
    python_atlas::app::start();
}
