//! A frame to sign in with a finger.

use std::cell::Cell;
use std::rc::Rc;

use shared::items::document::is_signature;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    CanvasRenderingContext2d, Event, HtmlCanvasElement, HtmlElement, HtmlFormElement, HtmlInputElement, PointerEvent,
};

use crate::page;
use crate::picture;

const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 240.0;
/// Shorter strokes are an accident.
const SHORTEST: f64 = 120.0;

struct Pad {
    form: HtmlFormElement,
    input: HtmlInputElement,
    canvas: HtmlCanvasElement,
    brush: CanvasRenderingContext2d,
    /// Where the finger is, while it is down.
    finger: Cell<Option<(f64, f64)>>,
    /// Length of all strokes.
    drawn: Cell<f64>,
}

/// Wakes the pad; `None` when the page is not made for it.
pub fn wake(form: &HtmlFormElement) -> Option<()> {
    let canvas: HtmlCanvasElement = page::part("sign-canvas")?;
    let pad = Rc::new(Pad {
        form: form.clone(),
        input: page::file_input(form, "file")?,
        brush: picture::brush(&canvas)?,
        canvas,
        finger: Cell::new(None),
        drawn: Cell::new(0.0),
    });
    pad.clear();
    let on = |event: &str, act: fn(&Pad, &PointerEvent)| {
        let pad = Rc::clone(&pad);
        page::on::<PointerEvent>(&pad.canvas.clone(), event, move |event| act(&pad, &event));
    };
    on("pointerdown", Pad::down);
    on("pointermove", Pad::line);
    on("pointerup", |pad, _event| pad.finger.set(None));
    on("pointercancel", |pad, _event| pad.finger.set(None));
    let again: HtmlElement = page::part("sign-clear")?;
    let cleared = Rc::clone(&pad);
    page::on::<Event>(&again, "click", move |_event| cleared.clear());
    let sent = Rc::clone(&pad);
    page::on::<Event>(form, "submit", move |event| {
        // Without a signature the typed name is sent, and the edge looks whether it fits.
        if sent.drawn.get() >= SHORTEST {
            event.prevent_default();
            send(&sent);
        }
    });
    page::show(&page::part::<HtmlElement>("sign")?, true);
    Some(())
}

impl Pad {
    fn clear(&self) {
        self.brush.set_fill_style_str("#fff");
        self.brush.fill_rect(0.0, 0.0, WIDTH, HEIGHT);
        self.drawn.set(0.0);
    }

    /// A place on the canvas, which may be shown smaller than it is.
    fn place(&self, event: &PointerEvent) -> (f64, f64) {
        let shown = WIDTH / f64::from(self.canvas.client_width().max(1));
        (f64::from(event.offset_x()) * shown, f64::from(event.offset_y()) * shown)
    }

    fn down(&self, event: &PointerEvent) {
        let _ = self.canvas.set_pointer_capture(event.pointer_id());
        self.finger.set(Some(self.place(event)));
    }

    fn line(&self, event: &PointerEvent) {
        let Some((from_x, from_y)) = self.finger.get() else { return };
        let (x, y) = self.place(event);
        self.finger.set(Some((x, y)));
        self.brush.set_stroke_style_str("#111");
        self.brush.set_line_width(5.0);
        self.brush.set_line_cap("round");
        self.brush.begin_path();
        self.brush.move_to(from_x, from_y);
        self.brush.line_to(x, y);
        self.brush.stroke();
        self.drawn.set(self.drawn.get() + (x - from_x).hypot(y - from_y));
    }
}

fn send(pad: &Rc<Pad>) {
    let pad = Rc::clone(pad);
    spawn_local(async move {
        let drawn = picture::written(&pad.canvas, "image/png", 1.0).await.filter(|bytes| is_signature(bytes));
        // What could not be written is answered by the edge, with what to do.
        if let Some(bytes) = drawn {
            page::fill(&pad.input, "signature.png", "image/png", &bytes);
        }
        page::send(&pad.form);
    });
}
