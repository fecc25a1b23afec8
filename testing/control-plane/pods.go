package main

import (
	"context"
	"math/bits"
	"net"
	"strconv"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/cache"
)

func duration(p *corev1.Pod, ann string, otherwise time.Duration) time.Duration {
	if d, err := time.ParseDuration(p.Annotations[ann]); err == nil {
		return d
	}
	return otherwise
}

const forever = time.Duration(1<<63 - 1)

func (k *kubelet) runFor(p *corev1.Pod) time.Duration {
	if p.Annotations[annRunFor] != "" {
		return duration(p, annRunFor, forever)
	}
	if p.Annotations[annExitCode] != "" {
		return time.Second
	}
	if ref := metav1.GetControllerOf(p); ref != nil && ref.Kind == "Job" && p.Spec.RestartPolicy != corev1.RestartPolicyAlways {
		return k.jobDuration
	}
	return forever
}

func (k *kubelet) syncPod(ctx context.Context, key string) (time.Duration, error) {
	ns, name, err := cache.SplitMetaNamespaceKey(key)
	if err != nil {
		return 0, nil
	}
	pod, err := k.podLister.Pods(ns).Get(name)
	if err != nil {
		return 0, nil // gone
	}
	status, again := k.play(pod, time.Now())
	if !equality.Semantic.DeepEqual(status, &pod.Status) {
		p := pod.DeepCopy()
		p.Status = *status
		// UpdateStatus carries the resource version: a stale cache conflicts and is retried.
		if pod, err = k.client.CoreV1().Pods(ns).UpdateStatus(ctx, p, metav1.UpdateOptions{}); err != nil {
			return 0, err
		}
	}
	if pod.DeletionTimestamp != nil {
		zero := int64(0)
		err := k.client.CoreV1().Pods(ns).Delete(ctx, name, metav1.DeleteOptions{GracePeriodSeconds: &zero, Preconditions: &metav1.Preconditions{UID: &pod.UID}})
		if apierrors.IsNotFound(err) {
			err = nil
		}
		return 0, err
	}
	return again, nil
}

// play says what the status of a pod should be now, and when to look again.
func (k *kubelet) play(pod *corev1.Pod, now time.Time) (*corev1.PodStatus, time.Duration) {
	s := pod.Status.DeepCopy()
	if s.Phase == corev1.PodSucceeded || s.Phase == corev1.PodFailed {
		return s, 0
	}
	mnow := metav1.NewTime(now.Truncate(time.Second))
	s.ObservedGeneration = pod.Generation
	s.QOSClass = pod.Status.QOSClass
	s.HostIP, s.HostIPs = "127.0.0.1", []corev1.HostIP{{IP: "127.0.0.1"}}
	if s.StartTime == nil {
		s.StartTime = &mnow
	}
	cond := func(t corev1.PodConditionType, ok bool, reason string) {
		st := corev1.ConditionFalse
		if ok {
			st, reason = corev1.ConditionTrue, ""
		}
		for i := range s.Conditions {
			if c := &s.Conditions[i]; c.Type == t {
				if c.Status != st {
					c.LastTransitionTime = mnow
				}
				c.Status, c.Reason, c.ObservedGeneration = st, reason, pod.Generation
				return
			}
		}
		s.Conditions = append(s.Conditions, corev1.PodCondition{Type: t, Status: st, Reason: reason, LastTransitionTime: mnow, ObservedGeneration: pod.Generation})
	}
	running := func(since metav1.Time) corev1.ContainerState {
		return corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: since}}
	}
	ended := func(since metav1.Time, code int32) corev1.ContainerState {
		reason := "Completed"
		if code != 0 {
			reason = "Error"
		}
		return corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: code, Reason: reason, StartedAt: since, FinishedAt: mnow}}
	}
	yes, no := true, false
	container := func(c corev1.Container, st corev1.ContainerState, ready bool, restarts int32) corev1.ContainerStatus {
		started := &no
		if st.Running != nil {
			started = &yes
		}
		id := "fake://" + string(pod.UID) + "/" + c.Name
		if st.Waiting != nil && st.Waiting.Reason != "CrashLoopBackOff" {
			id = ""
		}
		return corev1.ContainerStatus{Name: c.Name, Image: c.Image, ImageID: "fake://" + c.Image, ContainerID: id,
			State: st, Ready: ready, Started: started, RestartCount: restarts}
	}

	// Stuck on purpose.
	if reason := pod.Annotations[annWaiting]; reason != "" && pod.DeletionTimestamp == nil {
		s.Phase = corev1.PodPending
		s.ContainerStatuses = nil
		for _, c := range pod.Spec.Containers {
			w := corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: reason, Message: "fake kubelet: annotation " + annWaiting}}
			s.ContainerStatuses = append(s.ContainerStatuses, container(c, w, false, 0))
		}
		cond(corev1.PodReadyToStartContainers, true, "")
		cond(corev1.PodInitialized, len(pod.Spec.InitContainers) == 0, "ContainersNotInitialized")
		cond(corev1.ContainersReady, false, "ContainersNotReady")
		cond(corev1.PodReady, false, "ContainersNotReady")
		return s, 0
	}

	if s.PodIP == "" {
		if pod.Spec.HostNetwork {
			s.PodIP = s.HostIP
		} else {
			n := k.nextIP.Add(1)
			s.PodIP = net.IPv4(10, 244, byte(n>>8), byte(n)).String()
		}
		s.PodIPs = []corev1.PodIP{{IP: s.PodIP}}
	}

	start := *s.StartTime
	age := now.Sub(start.Time)
	code := int32(0)
	if n, err := strconv.ParseInt(pod.Annotations[annExitCode], 10, 32); err == nil {
		code = int32(n)
	}
	restarts := int32(0)
	if len(pod.Status.ContainerStatuses) > 0 {
		restarts = pod.Status.ContainerStatuses[0].RestartCount
	}

	state, phase, alive := running(start), corev1.PodRunning, true
	again := time.Duration(0)
	limit := k.runFor(pod)
	switch {
	case pod.DeletionTimestamp != nil:
		alive = false
		if pod.Spec.RestartPolicy == corev1.RestartPolicyAlways {
			state, phase = ended(start, 0), corev1.PodSucceeded
		} else {
			state, phase = ended(start, 143), corev1.PodFailed
		}
	case pod.Spec.ActiveDeadlineSeconds != nil && age >= time.Duration(*pod.Spec.ActiveDeadlineSeconds)*time.Second:
		alive = false
		state, phase = ended(start, 143), corev1.PodFailed
		s.Reason, s.Message = "DeadlineExceeded", "Pod was active on the node longer than the specified deadline"
	case age < limit:
		if limit != forever {
			again = limit - age
		}
		if d := pod.Spec.ActiveDeadlineSeconds; d != nil {
			if left := time.Duration(*d)*time.Second - age; again == 0 || left < again {
				again = left
			}
		}
	case pod.Spec.RestartPolicy == corev1.RestartPolicyNever, pod.Spec.RestartPolicy == corev1.RestartPolicyOnFailure && code == 0:
		alive = false
		state, phase = ended(start, code), corev1.PodSucceeded
		if code != 0 {
			phase = corev1.PodFailed
		}
	default: // restarts in place, each back-off twice as long as the last
		alive = false
		period := max(limit, time.Second)
		n := int32(bits.Len64(uint64(age/period)+1) - 1) // 1 after one period, 2 after three, 3 after seven
		restarts = max(restarts, n)
		again = period*time.Duration(int64(1)<<(n+1)-1) - age
		state = corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: "CrashLoopBackOff", Message: "fake kubelet: back-off restarting failed container"}}
	}

	readyIn := duration(pod, annReadyIn, k.readyDelay)
	ready := alive && pod.Annotations[annReady] != "false" && age >= readyIn
	if alive && !ready && pod.Annotations[annReady] != "false" {
		if left := readyIn - age; again == 0 || left < again {
			again = left
		}
	}

	s.Phase = phase
	s.InitContainerStatuses = nil
	for _, c := range pod.Spec.InitContainers {
		if c.RestartPolicy != nil && *c.RestartPolicy == corev1.ContainerRestartPolicyAlways && phase == corev1.PodRunning {
			s.InitContainerStatuses = append(s.InitContainerStatuses, container(c, running(start), true, 0))
			continue
		}
		st := corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{Reason: "Completed", StartedAt: start, FinishedAt: start}}
		s.InitContainerStatuses = append(s.InitContainerStatuses, container(c, st, true, 0))
	}
	s.ContainerStatuses = nil
	for _, c := range pod.Spec.Containers {
		cs := container(c, state, ready, restarts)
		if state.Waiting != nil {
			cs.LastTerminationState = corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{
				ExitCode: code, Reason: map[bool]string{true: "Completed", false: "Error"}[code == 0], StartedAt: start,
				FinishedAt: metav1.NewTime(start.Add(time.Duration(restarts) * max(limit, time.Second)))}}
		}
		s.ContainerStatuses = append(s.ContainerStatuses, cs)
	}

	why := "ContainersNotReady"
	if phase == corev1.PodSucceeded {
		why = "PodCompleted"
	} else if phase == corev1.PodFailed {
		why = "PodFailed"
	}
	cond(corev1.PodReadyToStartContainers, alive || state.Waiting != nil, "")
	cond(corev1.PodInitialized, true, "")
	cond(corev1.ContainersReady, ready, why)
	gates := ready
	for _, g := range pod.Spec.ReadinessGates {
		ok := false
		for _, c := range s.Conditions {
			ok = ok || c.Type == g.ConditionType && c.Status == corev1.ConditionTrue
		}
		if !ok {
			gates, why = false, "ReadinessGatesNotReady"
		}
	}
	cond(corev1.PodReady, gates, why)
	return s, again
}
