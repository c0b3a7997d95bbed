# Writes page_assets.cpp: the files of this folder as string literals. They are read when the build is configured, which a
# change to one of them brings about.
set(page_assets ${CMAKE_CURRENT_BINARY_DIR}/page_assets.cpp)
foreach(asset IN ITEMS base.css chart.css report.html report.css nodes.js report.js explore.html explore.css explore.js)
  file(READ ${CMAKE_CURRENT_LIST_DIR}/${asset} ${asset})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/${asset})
endforeach()
configure_file(${CMAKE_CURRENT_LIST_DIR}/page_assets.cpp.in ${page_assets} @ONLY)
