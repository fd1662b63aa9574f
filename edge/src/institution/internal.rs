//! Internal endpoints: they have a name but no address. The shell calls them before and after what the object must not
//! wait for: WeChat, password hashing, files.

/// Defines an internal endpoint: `Name = "feature.verb_noun", Request => Response`.
///
/// It counts as a query, so dispatch neither opens a transaction nor asks for an idempotency key: the use case takes care
/// of both. With `change` in front of the name it is treated like every POST of the contract.
macro_rules! internal {
    ($(#[$doc:meta])* change $name:ident = $id:literal, $request:ty => $response:ty) => {
        $crate::institution::internal::internal!(@define $(#[$doc])* $name, $id, Post, $request, $response);
    };
    ($(#[$doc:meta])* $name:ident = $id:literal, $request:ty => $response:ty) => {
        $crate::institution::internal::internal!(@define $(#[$doc])* $name, $id, Query, $request, $response);
    };
    (@define $(#[$doc:meta])* $name:ident, $id:literal, $method:ident, $request:ty, $response:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
        impl ::shared::endpoint::Endpoint for $name {
            const NAME: &'static str = $id;
            const METHOD: ::shared::endpoint::Method = ::shared::endpoint::Method::$method;
            const PATH: &'static str = "";
            type Caller = ::shared::endpoint::Anyone;
            type Request = $request;
            type Response = $response;
        }
    };
}
pub(crate) use internal;
