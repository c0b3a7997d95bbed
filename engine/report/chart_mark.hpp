#pragma once

#include <array>
#include <string>
#include <string_view>

#include "trace/trace.hpp"

namespace pessimist {

/// A sign in a chart: what it looks like around the place where something happens, and what it stands for.
struct ChartMark {
  std::string_view name;   ///< as a class of CSS
  std::string_view shape;  ///< the `d` of an SVG path, around (0, 0), within 8 pixels
  std::string_view means;  ///< in words, for the legend
};

namespace marks {

inline constexpr ChartMark received{"received", "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
                                    "receives a message"};
inline constexpr ChartMark acts{"acts", "M-4.5-4.5h9v9h-9z", "acts"};
inline constexpr ChartMark timer{"timer", "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0zM0-3.5V0L2.6 1.6",
                                 "a timer goes off"};
inline constexpr ChartMark suspects{"suspects", "M-2.8-3a2.8 2.6 0 1 1 4 2.4C.4 0 0 .6 0 1.8M0 4.6V5",
                                    "suspects another"};
inline constexpr ChartMark resumes{"resumes", "M-4.5-6.5L7 0L-4.5 6.5z", "goes on where it stood still"};
inline constexpr ChartMark pauses{"pauses", "M-2.5-5V5M2.5-5V5", "stands still within what it does"};
inline constexpr ChartMark lies{"lies", "M0-6.5L6.5 0L0 6.5L-6.5 0zM0-3V.6M0 3V3.2", "lies"};
inline constexpr ChartMark jumps{"jumps", "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0zM-3 0H3M.8-2.2L3 0L.8 2.2",
                                 "its clock is set"};
inline constexpr ChartMark crashes{"crashes", "M-5-5L5 5M5-5L-5 5", "crashes"};
inline constexpr ChartMark forgets{"forgets", "M-5-5L5 5M5-5L-5 5M-7.5 0H7.5",
                                   "loses everything, its disk too"};
inline constexpr ChartMark restarts{"restarts", "M4.5-2.6A5.2 5.2 0 1 0 5.2 0M5.6-6V-2.4H2", "restarts"};
inline constexpr ChartMark lost{"lost", "M-4-4L4 4M4-4L-4 4", "is lost on its way"};
inline constexpr ChartMark doubled{"doubled", "M-5-2H1V4H-5zM-1-5H5V1H-1z", "is doubled on its way"};
inline constexpr ChartMark cut{"cut", "M-2-6V6M2-6V6", "does not come through any more"};
inline constexpr ChartMark apart{"apart", "M-4.5-4.5h9v9h-9z", "on one side of a partition"};
inline constexpr ChartMark opposite{"opposite", "M-4.5-4.5h9v9h-9z", "on the other side"};
inline constexpr ChartMark end{"end", "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z", "what it is about"};

inline constexpr std::array all{received, acts,  timer,   suspects, resumes,  pauses,
                                lies,     jumps, crashes, forgets,  restarts, lost,
                                doubled,  cut,   apart,   opposite, end};

}  // namespace marks

/// As an element of SVG.
std::string mark_at(const ChartMark& mark, int x, int y);

/// The sign of a step at its node. Not for what happens to all nodes at once.
const ChartMark& mark_of(const TraceStep& step);

}  // namespace pessimist
