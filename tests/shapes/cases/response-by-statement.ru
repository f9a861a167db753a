# SPDX-License-Identifier: ISC
#! ex:x-expulsion Class: A response is somebody's
INSERT DATA { ex:x-expulsion att:responseBy ex:note }
