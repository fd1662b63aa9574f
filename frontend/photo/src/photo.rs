//! The crop tool: a picture is chosen, moved under the frame, and sent cut.

use std::cell::RefCell;
use std::rc::Rc;

use shared::items::photo::{MAX_BYTES, ORIGINAL_MAX_BYTES, ORIGINAL_MAX_SIDE, PhotoProblem, check, jpeg};
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Element, Event, HtmlCanvasElement, HtmlElement, HtmlFormElement, HtmlImageElement, HtmlInputElement, PointerEvent,
};

use crate::frame::{Frame, HEIGHT, WIDTH, reduced};
use crate::page;
use crate::picture;

/// More than any phone's camera makes: a browser would run out of memory.
const MOST_PIXELS: f64 = 120e6;

/// The parts of the tool.
struct Tool {
    form: HtmlFormElement,
    input: HtmlInputElement,
    original: HtmlInputElement,
    frame: HtmlElement,
    canvas: HtmlCanvasElement,
    blurry: HtmlElement,
    zoom: HtmlInputElement,
    x: HtmlInputElement,
    y: HtmlInputElement,
    turn: HtmlElement,
    /// The picture under the frame.
    open: RefCell<Option<(HtmlImageElement, Frame)>>,
    /// Where the finger was last.
    finger: RefCell<Option<(f64, f64)>>,
}

/// Wakes the tool; `None` when the page is not made for it.
pub fn wake(form: &HtmlFormElement) -> Option<()> {
    let tool = Rc::new(Tool {
        form: form.clone(),
        input: page::file_input(form, "file")?,
        original: page::file_input(form, "original")?,
        frame: page::part("crop")?,
        canvas: page::part("crop-canvas")?,
        blurry: page::part("crop-blurry")?,
        zoom: page::part("crop-zoom")?,
        x: page::part("crop-x")?,
        y: page::part("crop-y")?,
        turn: page::part("crop-turn")?,
        open: RefCell::default(),
        finger: RefCell::default(),
    });
    listen(&tool);
    // A file that was chosen while the script was on its way.
    choose(&tool);
    Some(())
}

fn listen(tool: &Rc<Tool>) {
    let on = |target: &web_sys::EventTarget, event: &str, act: fn(&Rc<Tool>)| {
        let tool = Rc::clone(tool);
        page::on::<Event>(target, event, move |_event| act(&tool));
    };
    on(&tool.input, "change", choose);
    on(&tool.zoom, "input", |tool| {
        let zoom = tool.zoom.value_as_number() / 100.0;
        tool.change(|frame| frame.zoomed(zoom));
    });
    for slider in [&tool.x, &tool.y] {
        on(slider, "input", |tool| {
            let (x, y) = (tool.x.value_as_number() / 1000.0, tool.y.value_as_number() / 1000.0);
            tool.change(|frame| frame.slid(x, y));
        });
    }
    on(&tool.turn, "click", |tool| tool.change(Frame::turned_once));
    let on_pointer = |event: &str, act: fn(&Tool, &PointerEvent)| {
        let tool = Rc::clone(tool);
        page::on::<PointerEvent>(&tool.canvas.clone(), event, move |event| act(&tool, &event));
    };
    on_pointer("pointerdown", |tool, event| {
        // Without it the finger is lost at the edge of the frame; then dragging ends there.
        let _ = tool.canvas.set_pointer_capture(event.pointer_id());
        *tool.finger.borrow_mut() = Some((f64::from(event.client_x()), f64::from(event.client_y())));
    });
    on_pointer("pointermove", Tool::drag);
    on_pointer("pointerup", |tool, _event| *tool.finger.borrow_mut() = None);
    on_pointer("pointercancel", |tool, _event| *tool.finger.borrow_mut() = None);
    let sent = Rc::clone(tool);
    page::on::<Event>(&tool.form, "submit", move |event| {
        if sent.open.borrow().is_some() {
            event.prevent_default();
            submit(&sent);
        }
    });
}

impl Tool {
    fn change(&self, how: impl FnOnce(Frame) -> Frame) {
        if let Some((_, frame)) = &mut *self.open.borrow_mut() {
            *frame = how(*frame);
        }
        self.draw();
    }

    fn drag(&self, event: &PointerEvent) {
        let now = (f64::from(event.client_x()), f64::from(event.client_y()));
        let Some(before) = *self.finger.borrow() else { return };
        *self.finger.borrow_mut() = Some(now);
        // The frame may be shown smaller than it is.
        let shown = WIDTH / f64::from(self.canvas.client_width().max(1));
        self.change(|frame| frame.dragged((now.0 - before.0) * shown, (now.1 - before.1) * shown));
    }

    fn draw(&self) {
        let open = self.open.borrow();
        let (Some((image, frame)), Some(brush)) = (&*open, picture::brush(&self.canvas)) else { return };
        let drawing = frame.drawing();
        brush.save();
        // A transparent picture would turn black as JPEG.
        brush.set_fill_style_str("#fff");
        brush.fill_rect(0.0, 0.0, WIDTH, HEIGHT);
        // Fails only for numbers that are none.
        let _ = brush.translate(WIDTH / 2.0, HEIGHT / 2.0);
        let _ = brush.rotate(f64::from(drawing.quarters) * std::f64::consts::FRAC_PI_2);
        let _ = brush.scale(drawing.scale, drawing.scale);
        let _ = brush.draw_image_with_html_image_element(image, drawing.left, drawing.top);
        brush.restore();
        page::show(&self.blurry, frame.is_blurry());
        let (x, y) = frame.sliders();
        self.x.set_value_as_number((x * 1000.0).round());
        self.y.set_value_as_number((y * 1000.0).round());
    }

    fn close(&self, code: Option<&str>) {
        *self.open.borrow_mut() = None;
        page::show(&self.frame, false);
        page::say(code);
        if code.is_some() {
            // What cannot be taken is not sent either.
            self.input.set_value("");
        }
    }
}

/// Opens the chosen file under the frame, or says why not.
fn choose(tool: &Rc<Tool>) {
    let Some(file) = tool.input.files().and_then(|files| files.get(0)) else { return };
    tool.close(None);
    let tool = Rc::clone(tool);
    spawn_local(async move {
        let Some(image) = picture::open(&file).await else {
            let head = picture::first_bytes(&file, 64).await;
            // A picture by its first bytes that the browser cannot open is damaged.
            let code = match jpeg(&head) {
                Err(problem @ (PhotoProblem::Heic | PhotoProblem::NotAPicture | PhotoProblem::Empty)) => problem.code(),
                _ => PhotoProblem::Damaged.code(),
            };
            tool.close(Some(if code == "empty" { PhotoProblem::NotAPicture.code() } else { code }));
            return;
        };
        let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
        let frame = if width * height > MOST_PIXELS {
            Err("too_many_pixels")
        } else {
            Frame::new(width, height).ok_or("too_small")
        };
        match frame {
            Ok(frame) => {
                *tool.open.borrow_mut() = Some((image, frame));
                tool.zoom.set_value("100");
                page::show(&tool.frame, true);
                tool.draw();
            }
            Err(code) => tool.close(Some(code)),
        }
    });
}

/// Cuts, makes small, fills the form's own fields, and sends it.
fn submit(tool: &Rc<Tool>) {
    let button = tool.form.query_selector("button[type=submit]").ok().flatten();
    set_busy(button.as_ref(), true);
    let tool = Rc::clone(tool);
    spawn_local(async move {
        if prepare(&tool).await.is_some() {
            page::send(&tool.form);
        } else {
            set_busy(button.as_ref(), false);
            page::say(Some("failed"));
        }
    });
}

fn set_busy(button: Option<&Element>, busy: bool) {
    if let Some(button) = button {
        page::busy(button, busy);
    }
}

async fn prepare(tool: &Tool) -> Option<()> {
    let photo = picture::jpeg_within(&tool.canvas, MAX_BYTES).await?;
    // The same check as on the edge: what it would refuse is not sent.
    check(&photo).ok()?;
    let image = tool.open.borrow().as_ref().map(|(image, _)| image.clone())?;
    if let Some(original) = reduce(&image).await {
        page::fill(&tool.original, "original.jpg", "image/jpeg", &original);
    }
    page::fill(&tool.input, "photo.jpg", "image/jpeg", &photo)
}

/// The picture as it was, small enough for staff to compare. Without it the photo is sent all the same.
async fn reduce(image: &HtmlImageElement) -> Option<Vec<u8>> {
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    let (width, height) = reduced(width, height, f64::from(ORIGINAL_MAX_SIDE));
    let canvas = picture::canvas(whole(width), whole(height))?;
    let brush = picture::brush(&canvas)?;
    brush.set_fill_style_str("#fff");
    brush.fill_rect(0.0, 0.0, width, height);
    brush.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height).ok()?;
    picture::jpeg_within(&canvas, ORIGINAL_MAX_BYTES).await
}

#[expect(clippy::as_conversions, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 1600")]
fn whole(side: f64) -> u32 {
    side as u32
}
