//! How a browser looks at the portal.

/// A phone's line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Network {
    /// As fast as the machine.
    #[default]
    Fast,
    /// 150 ms and 1.6 Mbit/s down, 0.75 up, the usual "slow 4G", with a processor four times slower.
    Slow4G,
    Offline,
}

/// Options of a Chromium window; a phone in Chinese with a fast line unless said otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    pub width: u32,
    pub height: u32,
    /// A touch screen with a phone's viewport rules. False for the staff console on a desk.
    pub phone: bool,
    pub dark: bool,
    /// `Accept-Language`.
    pub language: &'static str,
    /// Size of text in per cent of the ordinary one.
    pub text_percent: u32,
    pub scripts: bool,
    pub network: Network,
}

impl Look {
    pub const fn phone() -> Self {
        Self {
            width: 390,
            height: 844,
            phone: true,
            dark: false,
            language: "zh-CN,zh",
            text_percent: 100,
            scripts: true,
            network: Network::Fast,
        }
    }

    pub const fn desk() -> Self {
        Self { width: 1280, height: 800, phone: false, ..Self::phone() }
    }

    #[must_use]
    pub const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    #[must_use]
    pub const fn english(self) -> Self {
        Self { language: "en-US,en", ..self }
    }

    #[must_use]
    pub const fn text(self, per_cent: u32) -> Self {
        Self { text_percent: per_cent, ..self }
    }

    #[must_use]
    pub const fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }

    #[must_use]
    pub const fn network(self, network: Network) -> Self {
        Self { network, ..self }
    }

    /// The end of a screenshot's name.
    pub fn variant(&self) -> String {
        let mut parts = vec![if self.dark { "dark" } else { "light" }.to_owned()];
        if self.language.starts_with("en") {
            parts.push("en".to_owned());
        }
        if self.text_percent != 100 {
            parts.push(format!("text{}", self.text_percent));
        }
        if !self.scripts {
            parts.push("noscript".to_owned());
        }
        if !self.phone {
            parts.push("desk".to_owned());
        }
        parts.join("-")
    }
}
