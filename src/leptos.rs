//! Leptos without its server functions: what the crate `leptos` offers to a page that is rendered in the browser, from the
//! crates that it is made of.
//!
//! `leptos` itself is linked on the host alone, where views are rendered to text. In the browser it would bring
//! `server_fn`, whose streams wasm-bindgen exports, so that no linker can leave them out: 5.6 kB of 142 kB (wasm + js,
//! brotli, 2026-11-28).

pub use leptos_dom;
pub use tachys;
pub use tachys::html::{attribute as attr, event as ev};

/// What most files need, as in `leptos::prelude`.
pub mod prelude {
    pub use leptos_dom::helpers::*;
    pub use reactive_graph::computed::*;
    pub use reactive_graph::effect::*;
    pub use reactive_graph::graph::untrack;
    pub use reactive_graph::owner::*;
    pub use reactive_graph::prelude::*;
    pub use reactive_graph::signal::*;
    pub use tachys::prelude::*;
    pub use tachys::view::any_view::{AnyView, IntoAny};
}

/// Work that waits, as in `leptos::task`.
pub mod task {
    use std::future::Future;

    use any_spawner::Executor;
    pub use reactive_graph::spawn_local_scoped_with_cancellation;

    /// Runs a future on this thread.
    pub fn spawn_local(future: impl Future<Output = ()> + 'static) {
        Executor::spawn_local(future);
    }

    /// Waits until the effects that are due have run.
    pub async fn tick() {
        Executor::tick().await;
    }
}

/// Puts a view into an element, for as long as the page lives.
#[cfg(feature = "csr")]
pub fn mount_to(parent: &web_sys::Element, view: impl FnOnce() -> prelude::AnyView + 'static) {
    use reactive_graph::owner::Owner;
    use tachys::view::{Mountable, Render};

    // Fails only if there is an executor already.
    let _started = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let mut state = owner.with(|| view().build());
    state.mount(parent, None);
    std::mem::forget((state, owner));
}
