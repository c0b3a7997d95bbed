#pragma once

#include <string_view>

// What lies in engine/page/, as it is there: built into the program (engine/page/page_assets.cpp.in).
namespace pessimist::page_assets {

// Of both pages.
extern const std::string_view base_css;
extern const std::string_view chart_css;
extern const std::string_view nodes_js;

extern const std::string_view report_html;
extern const std::string_view report_css;
extern const std::string_view report_js;

extern const std::string_view explore_html;
extern const std::string_view explore_css;
extern const std::string_view explore_js;

}  // namespace pessimist::page_assets
