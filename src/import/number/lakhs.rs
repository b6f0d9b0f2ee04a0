//! Numbers grouped as in India, 12,34,567: all groups but the last have two digits. It must not take a slip for such a number.

use super::separators::runs;

/// What the numbers of a table tell of their groups.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::import) struct Lakhs {
    /// Numbers that can be grouped in no other way.
    proofs: usize,
    /// Whether some number is grouped in another way.
    contradicted: bool,
}

impl Lakhs {
    /// Looks at one more cell.
    pub(in crate::import) fn look(&mut self, text: &str) {
        for run in runs(text) {
            let digits = &text[run];
            let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
            self.contradicted |= decimals.contains([',', '.']);
            let groups: Vec<&str> = whole.split(',').collect();
            if groups.len() > 1 {
                let sound = are_lakhs(&groups);
                self.proofs += usize::from(sound && groups.len() > 2);
                self.contradicted |= !sound;
            }
        }
    }

    /// Whether the table groups its numbers so: one number alone may be a slip.
    pub(in crate::import) fn are_sure(self) -> bool {
        self.proofs > 1 && !self.contradicted
    }
}

/// Whether groups are those of 1,234 and 12,34,567; 123,456 would be 1,23,456.
pub(super) fn are_lakhs(groups: &[&str]) -> bool {
    let [first, middle @ .., last] = groups else {
        return false;
    };
    let digits = |group: &&str, many: usize| {
        group.len() == many && group.bytes().all(|byte| byte.is_ascii_digit())
    };
    (digits(first, 1) || digits(first, 2))
        && middle.iter().all(|group| digits(group, 2))
        && digits(last, 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_tells_that_it_groups_as_in_india() {
        for (cells, expected) in [
            ("2,41,000 | 96,100 | 1,18,400 | 812", true),
            ("2,41,000.50 | 1,23,45,678.00 | -", true),
            // One alone may be a slip.
            ("2,41,000 | 96,100", false),
            ("96,100 | 1,310", false),
            // Groups of three digits.
            ("2,41,000 | 1,18,400 | 241,000", false),
            ("2,41,000 | 1,18,400 | 1,241,000", false),
            // Groups of no kind, and decimal commas.
            ("2,41,000 | 1,18,400 | 1,2450", false),
            ("2,41,000 | 1,18,400 | 12,5", false),
            ("2,41,000 | 1,18,400 | 1.234,5", false),
        ] {
            let mut lakhs = Lakhs::default();
            cells.split(" | ").for_each(|cell| lakhs.look(cell));
            assert_eq!(lakhs.are_sure(), expected, "{cells}");
        }
    }
}
