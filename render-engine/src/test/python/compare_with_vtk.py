#!/usr/bin/python3
"""Planes of `lightbox mpr` beside VTK's vtkImageReslice on the same data.

usage: compare_with_vtk.py SERIES.zip LIGHTBOX [COMMAND ...]
  SERIES.zip   an evenly spaced, untilted CT or MR series of uncompressed slices, as volumes/ct-head-phantom-1mm-140.zip
  LIGHTBOX ... the launcher (or any command that takes the engine's arguments)

Needs the distribution's python3-vtk9 and python3-numpy. For each plane it prints how many pixels were compared, the largest and the
mean difference, and the share of pixels that differ by more than 1: values are written as whole numbers, so 1 is rounding (0.5
from each). VTK works on a regular lattice: its slice spacing is the mean of the series'.
"""
import json, os, subprocess, sys, tempfile, zipfile, struct
import numpy as np
import vtk
from vtk.util import numpy_support

def elements(data):
    """The few attributes that are needed, of a Part 10 file with explicit little-endian values."""
    at, found = 132, {}
    while at < len(data):
        group, element = struct.unpack_from("<HH", data, at)
        vr = data[at + 4:at + 6]
        if vr in (b"OB", b"OW", b"SQ", b"UN", b"UT", b"OF", b"UC", b"UR", b"OD", b"OL"):
            length, head = struct.unpack_from("<I", data, at + 8)[0], 12
        else:
            length, head = struct.unpack_from("<H", data, at + 6)[0], 8
        if length == 0xFFFFFFFF:  # a sequence of undefined length: to its delimiter
            at = data.index(b"\xfe\xff\xdd\xe0\0\0\0\0", at) + 8
            continue
        found[(group, element)] = data[at + head:at + head + length]
        at += head + length
    return found

def numbers(value):
    return [float(x) for x in value.decode("ascii").strip("\0 ").split("\\")]

def load(path):
    slices = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            e = elements(archive.read(name))
            rows, columns = (struct.unpack("<H", e[(0x28, t)][:2])[0] for t in (0x10, 0x11))
            signed = struct.unpack("<H", e[(0x28, 0x103)][:2])[0]
            pixels = np.frombuffer(e[(0x7FE0, 0x10)], "<i2" if signed else "<u2", rows * columns).reshape(rows, columns)
            slope = numbers(e[(0x28, 0x1053)])[0] if (0x28, 0x1053) in e else 1
            intercept = numbers(e[(0x28, 0x1052)])[0] if (0x28, 0x1052) in e else 0
            slices.append((numbers(e[(0x20, 0x32)]), numbers(e[(0x20, 0x37)]), numbers(e[(0x28, 0x30)]),
                           pixels.astype(np.float32) * slope + intercept))
    slices.sort(key=lambda s: s[0][2])
    assert all(s[1] == [1, 0, 0, 0, 1, 0] for s in slices), "only axial slices"
    return slices

def image(slices):
    z = [s[0][2] for s in slices]
    values = np.stack([s[3] for s in slices])
    picture = vtk.vtkImageData()
    picture.SetDimensions(values.shape[2], values.shape[1], values.shape[0])
    picture.SetSpacing(slices[0][2][1], slices[0][2][0], (z[-1] - z[0]) / (len(z) - 1))
    picture.SetOrigin(*slices[0][0])
    picture.GetPointData().SetScalars(numpy_support.numpy_to_vtk(values.ravel(), deep=True))
    return picture

NONE = -32768

def reslice(picture, geometry, mode, thickness):
    right, down, normal = (np.array(geometry[n]) for n in ("right", "down", "normal"))
    r = vtk.vtkImageReslice()
    r.SetInputData(picture)
    r.SetOutputDimensionality(2)
    r.SetInterpolationModeToLinear() if mode != "nearest" else r.SetInterpolationModeToNearestNeighbor()
    r.SetResliceAxesDirectionCosines(*right, *down, *normal)
    r.SetResliceAxesOrigin(*geometry["origin"])
    s = geometry["spacing"]
    r.SetOutputSpacing(s, s, s)
    r.SetOutputOrigin(0, 0, 0)
    r.SetOutputExtent(0, geometry["columns"] - 1, 0, geometry["rows"] - 1, 0, 0)
    r.SetBackgroundLevel(NONE)
    if thickness:
        # The same samples: from face to face of the slab, the plane among them, at most half the smallest edge of a voxel apart.
        step = min(picture.GetSpacing()) / 2
        count = 2 * int(np.ceil(thickness / 2 / step - 1e-6)) + 1
        r.SetSlabNumberOfSlices(count)
        r.SetSlabSliceSpacingFraction(thickness / (count - 1) / s)
        {"mip": r.SetSlabModeToMax, "minip": r.SetSlabModeToMin, "mean": r.SetSlabModeToMean}[mode]()
        if mode == "mean":
            r.SlabTrapezoidIntegrationOn()
    r.Update()
    out = r.GetOutput()
    return numpy_support.vtk_to_numpy(out.GetPointData().GetScalars()).reshape(geometry["rows"], geometry["columns"])

def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    series, command = sys.argv[1], sys.argv[2:]
    picture = image(load(series))
    planes = ["axial", "coronal", "sagittal", "0.48,0.6,0.64;0,0,1", "0.7,-0.3,0.2;0,1,0.5"]
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        for plane in planes:
            for options in ([], ["--interpolation", "nearest"], ["--slab", "10", "--mode", "mip"], ["--slab", "10", "--mode", "mean"]):
                out = os.path.join(folder, "plane.i16")
                subprocess.run([*command, "mpr", series, "--plane", plane, "--spacing", "0.6", *options, "--out", out],
                               check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                geometry = json.load(open(os.path.join(folder, "plane.json")))
                ours = np.fromfile(out, "<i2").reshape(geometry["rows"], geometry["columns"]).astype(np.float64)
                mode = options[-1] if options else "trilinear"
                theirs = reslice(picture, geometry, mode, geometry["slab"]["thickness"]).astype(np.float64)
                both = (ours != NONE) & (theirs != NONE)
                if geometry["slab"]["thickness"] and mode in ("mean",):
                    both &= theirs > -1200  # where VTK mixes its background in
                difference = np.abs(ours - theirs)[both]
                more = (difference > 1).mean()
                worst = max(worst, more)
                print(f"{plane:24} {mode:10} {both.sum():8d} pixels, largest {difference.max():8.2f}, mean {difference.mean():.4f}, "
                      f"more than 1: {100 * more:.4f} %, only ours {int(((ours != NONE) & (theirs == NONE)).sum())}, "
                      f"only theirs {int(((ours == NONE) & (theirs != NONE)).sum())}", flush=True)
    sys.exit(1 if worst > 0.01 else 0)

main()
