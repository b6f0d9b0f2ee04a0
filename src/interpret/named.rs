//! Lists of things that the weights call by name and the program by number.

/// An enumeration whose values have a name in the weights and a number, which is their place in the list.
macro_rules! named {
    ($(#[$about:meta])* $type:ident { $($name:ident $code:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type {
            $(
                #[doc = concat!("In the weights: `", $code, "`.")]
                $name,
            )*
        }

        impl $type {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name in the weights.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// Its number.
            pub fn index(self) -> usize {
                self as usize
            }

            /// The one of that name.
            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}
pub(super) use named;
