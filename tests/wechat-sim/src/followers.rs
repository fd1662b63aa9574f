//! Made-up followers of the account. Any other well-formed openid is a follower too: tests make their own.

pub struct Follower {
    pub openid: &'static str,
    pub nickname: &'static str,
    /// One character on the coloured square that stands for the picture, and the square's colour.
    pub mark: char,
    pub colour: &'static str,
}

pub const FOLLOWERS: [Follower; 6] = [
    Follower { openid: "oAnpei_demo_follower_000001w", nickname: "王师傅", mark: '王', colour: "#3d7fb8" },
    Follower { openid: "oAnpei_demo_follower_000002l", nickname: "李红霞", mark: '李', colour: "#b85c7a" },
    Follower { openid: "oAnpei_demo_follower_000003z", nickname: "老张电工", mark: '张', colour: "#6a8f3c" },
    Follower { openid: "oAnpei_demo_follower_000004c", nickname: "陈工", mark: '陈', colour: "#8a6bbf" },
    Follower { openid: "oAnpei_demo_follower_000005y", nickname: "阿依古丽", mark: '阿', colour: "#c08a2e" },
    Follower { openid: "oAnpei_demo_follower_000006h", nickname: "一家人的手机", mark: '家', colour: "#4c9a8f" },
];

/// Who the visitor is until they choose.
pub const DEFAULT_OPENID: &str = FOLLOWERS[0].openid;

pub fn find(openid: &str) -> Option<&'static Follower> {
    FOLLOWERS.iter().find(|follower| follower.openid == openid)
}

/// Shape of an openid, loosely: what may stand in a cookie and in a page without escaping.
pub fn is_openid(text: &str) -> bool {
    (6..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openids_are_well_formed_and_distinct() {
        for (position, follower) in FOLLOWERS.iter().enumerate() {
            assert_eq!(follower.openid.len(), 28, "{}", follower.openid);
            assert!(is_openid(follower.openid));
            assert!(FOLLOWERS[position + 1..].iter().all(|other| other.openid != follower.openid));
        }
    }
}
