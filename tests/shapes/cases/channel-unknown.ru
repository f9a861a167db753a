# SPDX-License-Identifier: ISC
#! ex:a-raid Class: The channel is one
INSERT DATA { ex:a-raid att:channel att:channel-rumour }
