/*
 * What every cmocka test includes, in the order that cmocka wants.
 */
#ifndef PM_TESTS_TEST_H
#define PM_TESTS_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
