//! The program the page starts.

fn main() {
    python_atlas::app::start();
}
