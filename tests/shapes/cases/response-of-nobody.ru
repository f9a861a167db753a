# SPDX-License-Identifier: ISC
#! ex:x-expulsion MinCount: A response is somebody's
DELETE DATA { ex:x-expulsion att:responseBy ex:sylvania }
