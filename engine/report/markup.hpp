#pragma once

#include <map>
#include <string>
#include <string_view>

namespace pessimist {

/// As text, or the quoted value of an attribute, in HTML and in XML (SVG) alike. What neither may hold, control characters
/// and what is no UTF-8, becomes U+FFFD.
std::string markup(std::string_view text);

/// JSON as the content of a `<script>`: nothing in it can end the element, or begin another.
std::string json_in_markup(std::string_view json);

/// The template with each `{{name}}` replaced by what is given for it, which is not looked at again. Throws std::out_of_range
/// where nothing is given.
std::string filled(std::string_view pattern, const std::map<std::string, std::string, std::less<>>& values);

}  // namespace pessimist
