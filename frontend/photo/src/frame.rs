//! Which part of a picture stands in the frame: pure, so that it is tested where there is no browser.

/// The frame's size, in pixels.
pub const WIDTH: f64 = 295.0;
pub const HEIGHT: f64 = 413.0;

/// How a picture lies under the frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Of the picture as it is shown, before turning.
    width: f64,
    height: f64,
    /// Quarter turns, clockwise.
    turns: u8,
    /// 1: the frame is just filled.
    zoom: f64,
    /// The point of the turned picture in the middle of the frame, from 0 to 1.
    x: f64,
    y: f64,
}

/// As much as the sliders reach.
pub const MOST_ZOOM: f64 = 4.0;

impl Frame {
    /// A picture in the middle, as large as the frame needs. `None` when it is smaller than the frame.
    pub fn new(width: f64, height: f64) -> Option<Self> {
        let fits = width >= WIDTH && height >= HEIGHT;
        let fits_turned = width >= HEIGHT && height >= WIDTH;
        (fits || fits_turned).then_some(Self { width, height, turns: 0, zoom: 1.0, x: 0.5, y: 0.5 })
    }

    /// Width and height of the turned picture.
    fn turned(&self) -> (f64, f64) {
        if self.turns.is_multiple_of(2) { (self.width, self.height) } else { (self.height, self.width) }
    }

    /// Pixels of the frame for one of the picture.
    pub fn scale(&self) -> f64 {
        let (width, height) = self.turned();
        (WIDTH / width).max(HEIGHT / height) * self.zoom
    }

    /// Whether the frame shows fewer pixels than it has: the photo gets blurry.
    pub fn is_blurry(&self) -> bool {
        self.scale() > 1.2
    }

    /// One quarter further.
    #[must_use]
    pub fn turned_once(self) -> Self {
        Self { turns: (self.turns + 1) % 4, x: 0.5, y: 0.5, ..self }
    }

    #[must_use]
    pub fn zoomed(self, zoom: f64) -> Self {
        Self { zoom: zoom.clamp(1.0, MOST_ZOOM), ..self }.inside()
    }

    /// Moves the picture by so many pixels of the frame, as a finger drags it.
    #[must_use]
    pub fn dragged(self, right: f64, down: f64) -> Self {
        let ((width, height), scale) = (self.turned(), self.scale());
        Self { x: self.x - right / (width * scale), y: self.y - down / (height * scale), ..self }.inside()
    }

    /// How far the middle can go to each side of the picture's middle.
    fn room(&self) -> (f64, f64) {
        let ((width, height), scale) = (self.turned(), self.scale());
        let room = |frame: f64, picture: f64| ((1.0 - frame / (picture * scale)) / 2.0).max(0.0);
        (room(WIDTH, width), room(HEIGHT, height))
    }

    /// The frame never shows what is beside the picture.
    fn inside(self) -> Self {
        let (x, y) = self.room();
        Self { x: self.x.clamp(0.5 - x, 0.5 + x), y: self.y.clamp(0.5 - y, 0.5 + y), ..self }
    }

    /// Where the sliders stand, each from 0 to 1: the middle when there is no room.
    pub fn sliders(&self) -> (f64, f64) {
        let (x, y) = self.room();
        let place = |at: f64, room: f64| if room > 0.0 { ((at - 0.5) / room).midpoint(1.0) } else { 0.5 };
        (place(self.x, x), place(self.y, y))
    }

    /// Puts the picture where the sliders say.
    #[must_use]
    pub fn slid(self, x: f64, y: f64) -> Self {
        let (room_x, room_y) = self.room();
        Self { x: 0.5 + (2.0 * x - 1.0) * room_x, y: 0.5 + (2.0 * y - 1.0) * room_y, ..self }.inside()
    }

    /// How to draw: turn by so many quarters around the middle of the frame, scale, and draw the picture with its upper left
    /// corner here.
    pub fn drawing(&self) -> Drawing {
        let (width, height) = self.turned();
        // The middle of the frame relative to the picture's middle, turned back into the picture's own directions.
        let (right, down) = ((self.x - 0.5) * width, (self.y - 0.5) * height);
        let (right, down) = match self.turns {
            0 => (right, down),
            1 => (down, -right),
            2 => (-right, -down),
            _ => (-down, right),
        };
        Drawing {
            quarters: self.turns,
            scale: self.scale(),
            left: -self.width / 2.0 - right,
            top: -self.height / 2.0 - down,
        }
    }
}

/// See [`Frame::drawing`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawing {
    pub quarters: u8,
    pub scale: f64,
    pub left: f64,
    pub top: f64,
}

/// The size of a picture that is reduced to fit a side.
pub fn reduced(width: f64, height: f64, side: f64) -> (f64, f64) {
    let scale = (side / width.max(height)).min(1.0);
    ((width * scale).floor().max(1.0), (height * scale).floor().max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a point of the picture lands in the frame.
    fn landed(frame: &Frame, x: f64, y: f64) -> (f64, f64) {
        let drawing = frame.drawing();
        let (x, y) = ((drawing.left + x) * drawing.scale, (drawing.top + y) * drawing.scale);
        let (x, y) = match drawing.quarters {
            0 => (x, y),
            1 => (-y, x),
            2 => (-x, -y),
            _ => (y, -x),
        };
        ((x + WIDTH / 2.0).round(), (y + HEIGHT / 2.0).round())
    }

    /// The corners of the picture lie outside the frame or on its edge.
    fn covers(frame: &Frame) -> bool {
        let corners = [(0.0, 0.0), (frame.width, 0.0), (0.0, frame.height), (frame.width, frame.height)];
        let landed = corners.map(|(x, y)| landed(frame, x, y));
        let (left, right) = (landed.map(|(x, _)| x), landed.map(|(_, y)| y));
        let around = |values: [f64; 4], most: f64| {
            values.iter().any(|value| *value <= 0.0) && values.iter().any(|value| *value >= most)
        };
        around(left, WIDTH) && around(right, HEIGHT)
    }

    #[test]
    fn a_picture_that_has_the_size_is_kept_as_it_is() {
        let frame = Frame::new(WIDTH, HEIGHT).unwrap();
        assert_eq!(landed(&frame, 0.0, 0.0), (0.0, 0.0));
        assert_eq!(landed(&frame, WIDTH, HEIGHT), (WIDTH, HEIGHT));
        assert!(!frame.is_blurry());
        assert_eq!(frame.sliders(), (0.5, 0.5));
        assert_eq!(frame.dragged(50.0, -50.0), frame);
    }

    #[test]
    fn small_pictures_are_refused() {
        for (width, height, fits) in
            [(294.0, 413.0, false), (295.0, 412.0, false), (413.0, 295.0, true), (4000.0, 200.0, false)]
        {
            assert_eq!(Frame::new(width, height).is_some(), fits, "{width}×{height}");
        }
    }

    #[test]
    fn the_frame_is_always_filled() {
        for (width, height) in [(3024.0, 4032.0), (4032.0, 3024.0), (500.0, 2000.0), (300.0, 420.0)] {
            let mut frame = Frame::new(width, height).unwrap();
            for step in 0_u8..40 {
                frame = match step % 5 {
                    0 => frame.dragged(900.0, 300.0),
                    1 => frame.zoomed(1.0 + f64::from(step) / 9.0),
                    2 => frame.turned_once(),
                    3 => frame.dragged(-2_000.0, -5_000.0),
                    _ => frame.slid(0.0, 1.0).zoomed(1.0),
                };
                assert!(covers(&frame), "{frame:?}");
            }
        }
    }

    #[test]
    fn a_finger_takes_the_picture_along() {
        let frame = Frame::new(3024.0, 4032.0).unwrap().zoomed(2.0);
        for turns in 0..4 {
            let frame = (0..turns).fold(frame, |frame, _| frame.turned_once());
            let (before, after) = (landed(&frame, 1500.0, 2000.0), landed(&frame.dragged(10.0, -20.0), 1500.0, 2000.0));
            assert_eq!((after.0 - before.0, after.1 - before.1), (10.0, -20.0), "{turns}");
        }
    }

    #[test]
    fn sliders_and_fingers_agree() {
        let frame = Frame::new(3024.0, 4032.0).unwrap().zoomed(2.0).dragged(31.0, -17.0);
        let (x, y) = frame.sliders();
        let again = frame.slid(x, y);
        assert!((again.x - frame.x).abs() < 1e-9 && (again.y - frame.y).abs() < 1e-9);
        assert_eq!(landed(&frame.slid(0.0, 0.0), 0.0, 0.0), (0.0, 0.0));
        assert_eq!(landed(&frame.slid(1.0, 1.0), 3024.0, 4032.0), (WIDTH, HEIGHT));
    }

    #[test]
    fn much_zoom_is_blurry() {
        assert!(!Frame::new(3024.0, 4032.0).unwrap().zoomed(4.0).is_blurry());
        assert!(Frame::new(400.0, 560.0).unwrap().zoomed(2.0).is_blurry());
    }

    #[test]
    fn large_pictures_are_reduced_and_small_ones_kept() {
        assert_eq!(reduced(3024.0, 4032.0, 1600.0), (1200.0, 1600.0));
        assert_eq!(reduced(800.0, 600.0, 1600.0), (800.0, 600.0));
    }
}
