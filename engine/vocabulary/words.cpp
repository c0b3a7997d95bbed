#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

#include "pessimist/reflect.hpp"

namespace pessimist {

std::string in_words(std::string_view camel_case) {
  std::string words;
  for (const char c : camel_case) {
    const bool upper = std::isupper(static_cast<unsigned char>(c)) != 0;
    if (upper && !words.empty()) words.push_back(' ');
    words.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  }
  return words;
}

std::string in_dashes(std::string_view snake_case) {
  std::string dashed(snake_case);
  std::replace(dashed.begin(), dashed.end(), '_', '-');
  return dashed;
}

}  // namespace pessimist
