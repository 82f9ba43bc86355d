"""VTK's vtkImageReslice on the benchmark's volume, one thread. Reads requests from standard input, one a line, and answers each with one line:

  DIRECTION SAMPLES time        -> processor time of one 512 x 512 trilinear plane, or MIP of so many samples, ms
  DIRECTION SAMPLES values FILE -> the same as 32-bit floats in a file; then "done"

The first line written is VTK's version. Directions: axial, coronal, sagittal, oblique. Needs the Debian packages python3-vtk9 and python3-numpy."""
import sys
import time

import numpy as np
import vtk
from vtk.util import numpy_support

COLUMNS, ROWS, SLICES = 512, 512, 500
SPACING = (0.7, 0.7, 0.8)
BACKGROUND = -30000
HALF = 2 ** -0.5
DIRECTIONS = {
    "axial": (1, 0, 0, 0, 1, 0, 0, 0, 1),
    "coronal": (1, 0, 0, 0, 0, 1, 0, -1, 0),
    "sagittal": (0, 1, 0, 0, 0, 1, 1, 0, 0),
    "oblique": (HALF, 0, HALF, 0.5, HALF, -0.5, -0.5, HALF, 0.5),
}


def noise(first, count):
    """Values of voxels by their number; VolumeRows has the same."""
    h = np.arange(first, first + count, dtype=np.uint32) * np.uint32(2654435761)
    h ^= h >> np.uint32(15)
    h *= np.uint32(2246822519)
    h ^= h >> np.uint32(13)
    return (h % np.uint32(3000)).astype(np.int16) - np.int16(1000)


def volume():
    values = np.empty((SLICES, ROWS, COLUMNS), dtype=np.int16)
    for k in range(SLICES):
        values[k] = noise(k * ROWS * COLUMNS, ROWS * COLUMNS).reshape(ROWS, COLUMNS)
    image = vtk.vtkImageData()
    image.SetDimensions(COLUMNS, ROWS, SLICES)
    image.SetSpacing(*SPACING)
    image.GetPointData().SetScalars(numpy_support.numpy_to_vtk(values.ravel(), deep=False))
    return image, values


def reslice(image, direction, samples, as_float):
    filter = vtk.vtkImageReslice()
    filter.SetInputData(image)
    filter.SetOutputDimensionality(2)
    filter.SetInterpolationModeToLinear()
    filter.SetResliceAxesDirectionCosines(*DIRECTIONS[direction])
    filter.SetResliceAxesOrigin(179.3, 179.2, 200.3)
    filter.SetOutputSpacing(0.7, 0.7, 0.7)
    filter.SetOutputExtent(0, 511, 0, 511, 0, 0)
    filter.SetOutputOrigin(-179, -179, 0)
    filter.SetBackgroundLevel(BACKGROUND)
    if as_float:
        filter.SetOutputScalarType(vtk.VTK_FLOAT)
    if samples > 1:
        filter.SetSlabNumberOfSlices(samples)
        filter.SetSlabModeToMax()
        filter.SetSlabSliceSpacingFraction(1)
    return filter


def main():
    vtk.vtkMultiThreader.SetGlobalMaximumNumberOfThreads(1)
    try:
        vtk.vtkSMPTools.Initialize(1)
    except Exception:
        pass
    image, values = volume()
    filters = {}
    print(vtk.vtkVersion.GetVTKVersion(), flush=True)
    for line in sys.stdin:
        direction, samples, what, *file = line.split()
        if what == "time":
            key = direction, samples
            if key not in filters:
                filters[key] = reslice(image, direction, int(samples), False)
            filters[key].Modified()
            begin = time.process_time()
            filters[key].Update()
            print((time.process_time() - begin) * 1e3, flush=True)
        else:
            filter = reslice(image, direction, int(samples), True)
            filter.Update()
            scalars = filter.GetOutput().GetPointData().GetScalars()
            numpy_support.vtk_to_numpy(scalars).astype("<f4").tofile(file[0])
            print("done", flush=True)


main()
