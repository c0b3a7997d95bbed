#pragma once

namespace pessimist {

/// Names a type at run time: equal keys, equal types.
using TypeKey = const void*;

namespace detail {
template <class T>
inline char type_key_anchor = 0;  // not const, so that no linker folds two of them into one
}

template <class T>
TypeKey type_key() {
  return &detail::type_key_anchor<T>;
}

}  // namespace pessimist
