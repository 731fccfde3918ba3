# How a part and a program of the house are built: all flags stand here, in one interface library.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")

option(JIAOHAO_TESTS "build the tests" ON)
option(JIAOHAO_SANITIZE "address and undefined-behaviour sanitizers" OFF)
option(JIAOHAO_FUZZ "build the fuzz targets (needs clang)" OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)

add_library(jiaohao_flags INTERFACE)
target_include_directories(jiaohao_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(jiaohao_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual -Wimplicit-fallthrough -Werror)

# The whole program, generated code included, is instrumented alike. What is left out costs a fifth of the build and is
# what the address sanitizer or the processor stops at, too; the fuzz targets have all of it.
if(JIAOHAO_SANITIZE)
  add_compile_options(-O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
    -fno-sanitize=null,alignment,vptr,object-size,nonnull-attribute,returns-nonnull-attribute)
  add_link_options(-fsanitize=address,undefined)
  # Instrumented standard headers mislead these warnings of g++ 12; in the ordinary build they stay.
  add_compile_options(-Wno-maybe-uninitialized -Wno-array-bounds -Wno-stringop-overflow -Wno-restrict)
endif()
if(JIAOHAO_FUZZ)
  add_compile_options(-O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
  # clang judges the standard library's headers differently; the ordinary build is the strict one.
  target_compile_options(jiaohao_flags INTERFACE -Wno-error)
endif()

# add_part(NAME SOURCES a.cpp … USES part|library …): one folder, one library, one namespace.
function(add_part name)
  cmake_parse_arguments(PART "" "" "SOURCES;USES" ${ARGN})
  add_library(${name} STATIC ${PART_SOURCES})
  target_link_libraries(${name} PUBLIC ${PART_USES} PRIVATE jiaohao_flags)
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
endfunction()

# add_program(NAME USES part …): main.cpp of this folder and the parts it is made of.
function(add_program name)
  cmake_parse_arguments(PROGRAM "" "" "USES" ${ARGN})
  add_executable(${name} main.cpp)
  target_link_libraries(${name} PRIVATE ${PROGRAM_USES} jiaohao_flags)
  target_compile_definitions(${name} PRIVATE JIAOHAO_VERSION="${PROJECT_VERSION}")
endfunction()
